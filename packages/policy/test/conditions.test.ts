import { anIncident } from '@incidentfox/test-kit';
import { matchesCondition } from '../src/matches-condition.ts';

const named = (name: string) => anIncident({ name, summary: null });

describe('a name pattern', () => {
  it.each([
    ['*drill*', 'Friday DRILL in EU', true],
    ['*drill*', 'Friday exercise', false],
    ['drill*', 'Drill of the week', true],
    ['drill*', 'A drill', false],
    ['*drill', 'A drill', true],
    ['drill', 'drill', true],
    ['drill', 'drills', false],
    ['a*b*c', 'axxbxxc', true],
    ['a*b*c', 'axxcxxb', false],
    ['ab*ba', 'aba', false],
    ['*', 'anything', true],
    ['[test]*', '[TEST] checkout', true],
    ['(a+)+$', 'aaaa', false],
  ])('%s on "%s" is %s', (name, text, expected) => {
    expect(matchesCondition(named(text), { name }, [])).toBe(expected);
  });

  it('stays fast on a pattern and a text made to be slow', () => {
    const startedAt = performance.now();
    matchesCondition(named('a'.repeat(50_000)), { name: `${'a*'.repeat(200)}b` }, []);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});

describe('a service', () => {
  it.each([
    ['checkout is down', 'checkout', true],
    ['Checkout: 5xx', 'checkout', true],
    ['checkout-v2 is down', 'checkout', false],
    ['precheckout is down', 'checkout', false],
    ['payments (checkout) down', 'checkout', true],
    ['anything', '', false],
  ])('"%s" is about %s: %s', (name, service, expected) => {
    expect(matchesCondition(named(name), { service }, [])).toBe(expected);
  });

  it('may be known from elsewhere', () => {
    expect(matchesCondition(named('5xx'), { service: 'Checkout' }, ['checkout'])).toBe(true);
  });

  it('may stand in a custom field, by name, outside id or alias', () => {
    const values = [{ label: 'Checkout API', externalId: 'checkout-api', aliases: ['co'] }];
    const incident = anIncident({ name: 'x', summary: null, customFields: [{ id: 'f', name: 'Service', values }] });
    for (const service of ['checkout api', 'checkout-api', 'CO'])
      expect(matchesCondition(incident, { service }, [])).toBe(true);
  });
});

it('with several parts holds only when all hold', () => {
  const incident = anIncident({ teamIds: ['t-1'], type: { id: 'ty', name: 'Production' } });
  expect(matchesCondition(incident, { team: 't-1', incidentType: 'production' }, [])).toBe(true);
  expect(matchesCondition(incident, { team: 't-1', incidentType: 'Drill' }, [])).toBe(false);
});
