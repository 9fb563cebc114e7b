import type { Incident, Service } from '@incidentfox/incident';
import { startCpuTime } from '@incidentfox/test-kit';
import { chooseWindow } from '../../src/investigation/1-context/choose-window.ts';
import { gatherContext } from '../../src/investigation/1-context/gather-context.ts';
import type { AlarmingAlert } from '../../src/investigation/1-context/incident-texts.ts';
import { readHints } from '../../src/investigation/1-context/read-hints.ts';
import { readSymptom } from '../../src/investigation/1-context/read-symptom.ts';

const noon = Date.parse('2026-03-01T12:00:00Z');
const minute = 60_000;

describe('the symptom', () => {
  test.each([
    ['High error rate on checkout service', 'errors'],
    ['Checkout is slow, p99 at 30 s', 'latency'],
    ['search-api OOMKilled again', 'crash'],
    ['Nobody can log in, auth is down', 'unavailable'],
    ['Traffic spike on the home page', 'traffic'],
    ['orders-db connection pool exhausted', 'saturation'],
    ['Something feels odd', 'unknown'],
  ])('of "%s" is %s', (title, symptom) => expect(readSymptom(title)).toBe(symptom));
});

describe('hints', () => {
  test.each([
    ['hosts, all different', (i: number) => `h${i}.shop-${i}.example.com `],
    ['links, all different', (i: number) => `https://grafana.example.com/d/${i} `],
    ['opening quotes', () => '“"“'],
    ['dashes', () => 'a-'],
    ['dots', () => 'a.'],
  ])('a megabyte of %s is read within 100 ms', (_name, part) => {
    let text = '';
    for (let i = 0; text.length < 1_000_000; i++) text += part(i);
    readHints(text.slice(0, 10_000));
    const tookMs = startCpuTime();
    expect(readHints(text).length).toBeLessThanOrEqual(12);
    expect(tookMs()).toBeLessThan(100);
  });

  test('are quoted error texts, versions, hosts and links, each once', () => {
    const text =
      'Seeing "connection reset by peer" from db.internal since v2.1.0, see https://grafana.example.com/d/1 (v2.1.0)';
    expect(readHints(text)).toEqual([
      { kind: 'link', text: 'https://grafana.example.com/d/1' },
      { kind: 'error_text', text: 'connection reset by peer' },
      { kind: 'version', text: 'v2.1.0' },
      { kind: 'host', text: 'db.internal' },
    ]);
  });

  test('are few, however long the text', () => {
    expect(readHints(Array.from({ length: 500 }, (_, i) => `v1.${i}.0`).join(' '))).toHaveLength(12);
  });
});

describe('the window', () => {
  test('reaches half an hour before the alarm and ends now', () => {
    expect(chooseWindow(noon, noon + 2 * minute)).toEqual({ from: noon - 30 * minute, to: noon + 2 * minute });
  });

  test('ends an hour after the alarm when the incident is looked at late', () => {
    expect(chooseWindow(noon, noon + 600 * minute).to).toBe(noon + 60 * minute);
  });

  test('is never empty when clocks disagree', () => {
    const { from, to } = chooseWindow(noon, noon - 5 * minute);
    expect(to).toBeGreaterThan(from);
  });

  test('reaches as far back as a person asked, up to a day', () => {
    expect(chooseWindow(noon, noon, 120).from).toBe(noon - 120 * minute);
    expect(chooseWindow(noon, noon, 1e9).from).toBe(noon - 24 * 60 * minute);
  });
});

describe('the context', () => {
  const catalogue: Service[] = [service('checkout-service', ['checkout']), service('payment-gateway', [])];

  test('names the affected service and how it was found', () => {
    const { affected } = gatherContext(
      incident({ name: 'High error rate on checkout service' }),
      [],
      catalogue,
      byWebhook,
      noon,
    );
    expect(affected.map((a) => a.service)).toEqual(['checkout-service']);
    expect(affected[0]?.because).toMatch(/title/);
  });

  test('takes the time of the first alert, because people declare later than the pager rings', () => {
    const alerts = [alert({ createdAt: noon - 4 * minute })];
    expect(gatherContext(incident({}), alerts, catalogue, byWebhook, noon).alarmAt).toBe(noon - 4 * minute);
  });

  test('ignores an alert that is older than a day before the declaration', () => {
    const alerts = [alert({ createdAt: noon - 3 * 24 * 60 * minute })];
    expect(gatherContext(incident({}), alerts, catalogue, byWebhook, noon).alarmAt).toBe(noon);
  });

  test('holds the services a person asked for instead of ours', () => {
    const trigger = { kind: 'slack' as const, by: 'Ada', services: ['payment-gateway', 'no-such-service'] };
    const { affected } = gatherContext(incident({ name: 'checkout is down' }), [], catalogue, trigger, noon);
    expect(affected).toEqual([{ service: 'payment-gateway', foundBy: 'asked_for', because: 'Ada asked for it' }]);
  });
});

const byWebhook = { kind: 'webhook' as const };

function service(name: string, aliases: string[]): Service {
  return { name, aliases, dependsOn: [], vendorNames: {} };
}

function alert(fields: Partial<AlarmingAlert>): AlarmingAlert {
  return { title: 'checkout 5xx', description: null, createdAt: noon, attributes: [], ...fields };
}

function incident(fields: Partial<Incident>): Incident {
  return {
    id: '01INC',
    reference: 'INC-1',
    name: 'Checkout is failing',
    summary: null,
    severity: null,
    status: { name: 'Investigating', category: 'live' },
    mode: 'standard',
    visibility: 'public',
    type: null,
    channel: null,
    permalink: null,
    creator: { kind: 'user', id: null, name: null },
    customFields: [],
    teamIds: [],
    createdAt: new Date(noon).toISOString(),
    ...fields,
  };
}
