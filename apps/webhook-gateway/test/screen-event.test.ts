import { queues } from '@incidentfox/jobs';
import { type PrivateRedis, privateRedis, wireEvent, wireSeverities, wireWebhooks } from '@incidentfox/test-kit';
import { aTeam, type GatewayUnderTest, settingsOf, startGatewayUnderTest } from './gateway-under-test.ts';

let redis: PrivateRedis;
let gateway: GatewayUnderTest;
let place: { url: string; prefix: string };
let suite = 0;

beforeAll(async () => {
  redis = await privateRedis();
});
afterAll(() => redis.close());
beforeEach(async () => {
  place = { url: redis.url, prefix: `${redis.prefix}-${suite++}` };
  gateway = await startGatewayUnderTest(place, settingsOf());
});
afterEach(() => gateway.close());

const waitingJobs = async () => {
  const { waiting, delayed } = await gateway.producer.counts(queues.investigations);
  return waiting + delayed;
};

describe('the cheap decision', () => {
  it.each([
    [
      'severity below the threshold',
      wireWebhooks.created({ severity: wireSeverities.low }),
      'its priority is P3, below the threshold P2',
    ],
    ['a test', wireWebhooks.created({ mode: 'test' }), 'its mode is test, not standard'],
    ['a tutorial', wireWebhooks.created({ mode: 'tutorial' }), 'its mode is tutorial, not standard'],
    ['a replay of a closed one', wireWebhooks.created({ category: 'closed' }), 'the incident is closed'],
    [
      'an event that means nothing here',
      wireEvent('schedule.created_v1', {}),
      'schedule.created_v1 starts and changes nothing here',
    ],
    ['an event newer than us', wireEvent('public_incident.teleported_v1', {}), 'this event type is not known'],
  ])('ignores %s, and says why in the answer and in the log', async (_name, body, reason) => {
    expect(await gateway.send(body)).toEqual({ status: 200, body: { outcome: 'ignored', reason } });
    expect(gateway.log()).toContain(reason);
    expect(await waitingJobs()).toBe(0);
  });

  it('remembers why a declared incident starts nothing', async () => {
    await gateway.send(wireWebhooks.created({ mode: 'test' }));
    const reason = 'its mode is test, not standard';
    expect(await gateway.stores.notStarted.list()).toMatchObject([{ reason, isPrivate: false }]);
    await gateway.send(wireEvent('schedule.created_v1', {}));
    expect(await gateway.stores.notStarted.list()).toHaveLength(1);
  });

  it.each([
    ['whose severity only the ranks of all severities can place', { severity: { id: 'x', name: 'Hiccup', rank: 1 } }],
    ['without a severity', { severity: undefined }],
    ['that is paused', { category: 'paused' as const }],
  ])('leaves an incident %s to the worker', async (_name, different) => {
    expect((await gateway.send(wireWebhooks.created(different))).status).toBe(202);
  });

  it('leaves conditions to the worker, which knows the services', async () => {
    gateway.settings = settingsOf(aTeam({ policy: { onlyIf: [{ service: 'billing' }] } }));
    expect((await gateway.send(wireWebhooks.created())).status).toBe(202);
  });

  it('follows the policy: threshold, map, switch, tests, private ones', async () => {
    const outcomeFor = async (policy: NonNullable<Parameters<typeof aTeam>[0]>['policy'], body: unknown) => {
      gateway.settings = settingsOf(aTeam(policy ? { policy } : {}));
      return (await gateway.send(body)).body.outcome;
    };
    const low = wireWebhooks.created({ severity: wireSeverities.low });
    expect(await outcomeFor({ threshold: 'P3' }, low)).toBe('accepted');
    expect(await outcomeFor({ threshold: 'P3', skipLowSeverity: true }, low)).toBe('ignored');
    expect(await outcomeFor({ severityMap: { low: 'P0' } }, low)).toBe('accepted');
    expect(await outcomeFor({ autoInvestigate: false }, wireWebhooks.created())).toBe('ignored');
    expect(await outcomeFor({ investigateTestIncidents: true }, wireWebhooks.created({ mode: 'test' }))).toBe(
      'accepted',
    );
    expect(await outcomeFor({}, wireWebhooks.privateCreated())).toBe('accepted');
    expect(await outcomeFor({ investigatePrivateIncidents: false }, wireWebhooks.privateCreated())).toBe('ignored');
  });

  it('ignores everything while the integration is disabled', async () => {
    gateway.settings = settingsOf(aTeam({ enabled: false, secrets: [] }));
    const { status, body } = await gateway.send(wireWebhooks.created());
    expect([status, body.reason]).toEqual([200, 'the incident.io integration is disabled']);
  });
});
