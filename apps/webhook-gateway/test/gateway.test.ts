import { queues } from '@incidentfox/jobs';
import {
  type PrivateRedis,
  privateRedis,
  signedWebhook,
  testWebhookSecret,
  waitFor,
  wireEvent,
  wireSeverities,
  wireWebhooks,
} from '@incidentfox/test-kit';
import {
  aTeam,
  type GatewayUnderTest,
  settingsOf,
  startGatewayUnderTest,
  type TakenJobs,
  takeJobs,
} from './gateway-under-test.ts';

const oldSecret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

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

async function withTaken(act: (taken: TakenJobs) => Promise<void>): Promise<void> {
  const taken = await takeJobs(place);
  try {
    await act(taken);
  } finally {
    await taken.consumer.close();
  }
}

describe('a declared incident', () => {
  it('is accepted, and reaches a worker as an address and nothing more', async () => {
    expect(await gateway.send(wireWebhooks.created({ id: '01KB' }), { id: 'msg_1' })).toEqual({
      status: 202,
      body: { outcome: 'accepted' },
    });
    await withTaken(async (taken) => {
      await waitFor(() => taken.investigate.length === 1);
      expect(taken.investigate[0]).toEqual({
        team: 'default',
        incidentId: '01KB',
        key: 'msg_1',
        trigger: { kind: 'webhook' },
        receivedAt: expect.any(Number),
      });
    });
  });

  it('is one job when the same webhook comes ten times at once', async () => {
    const body = wireWebhooks.created();
    const answers = await Promise.all(Array.from({ length: 10 }, () => gateway.send(body, { id: 'msg_same' })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([...Array(9).fill(200), 202]);
    expect(answers.filter((answer) => answer.body.outcome === 'duplicate')).toHaveLength(9);
    expect(await waitingJobs()).toBe(1);
  });

  it('is still a duplicate after a worker has dealt with it', async () => {
    await gateway.send(wireWebhooks.created(), { id: 'msg_late' });
    await withTaken((taken) => waitFor(() => taken.investigate.length === 1).then(() => {}));
    expect(await gateway.send(wireWebhooks.created(), { id: 'msg_late' })).toEqual({
      status: 200,
      body: { outcome: 'duplicate' },
    });
  });

  it('may come before its channel, in triage', async () => {
    expect((await gateway.send(wireWebhooks.createdWithoutChannel())).status).toBe(202);
  });

  it('may come under the short name and with svix-* headers', async () => {
    expect((await gateway.send(wireWebhooks.shortCreated(), { headerPrefix: 'svix' })).status).toBe(202);
  });
});

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

describe('updates', () => {
  it('of one incident that come close together are one look, whatever their kind; others have their own', async () => {
    const bodies = [
      wireWebhooks.updated({ id: 'i1' }),
      wireWebhooks.statusUpdated('triage', 'live', { id: 'i1' }),
      wireWebhooks.shortUpdated({ id: 'i1' }),
      wireWebhooks.updated({ id: 'i2' }),
      wireWebhooks.privateUpdated('i3'),
    ];
    const outcomes = [];
    for (const body of bodies) outcomes.push((await gateway.send(body)).body.outcome);
    expect(outcomes).toEqual(['accepted', 'duplicate', 'duplicate', 'accepted', 'accepted']);
    await withTaken(async (taken) => {
      await waitFor(() => taken.consider.length === 3);
      expect(taken.consider.map((job) => job.incidentId).sort()).toEqual(['i1', 'i2', 'i3']);
      expect(taken.investigate).toEqual([]);
    });
  });

  it('are never ignored for what they say: only the worker knows what is on record', async () => {
    const outcomes = await Promise.all([
      gateway.send(wireWebhooks.updated({ id: 'a', severity: wireSeverities.low })),
      gateway.send(wireWebhooks.statusUpdated('live', 'closed', { id: 'b' })),
      gateway.send(wireWebhooks.updated({ id: 'c', mode: 'test' })),
    ]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual([202, 202, 202]);
  });
});

describe('a forged webhook', () => {
  it.each([
    [
      'a tampered body',
      async () => ({
        ...signedWebhook(wireWebhooks.created()),
        body: JSON.stringify(wireWebhooks.created({ id: 'x' })),
      }),
    ],
    [
      'an old timestamp',
      async () =>
        signedWebhook(wireWebhooks.created(), testWebhookSecret, { timestamp: Math.floor(Date.now() / 1_000) - 301 }),
    ],
    [
      'a timestamp from the future',
      async () =>
        signedWebhook(wireWebhooks.created(), testWebhookSecret, { timestamp: Math.floor(Date.now() / 1_000) + 330 }),
    ],
    ['a wrong secret', async () => signedWebhook(wireWebhooks.created(), oldSecret)],
    ['no signature', async () => ({ body: '{}', headers: { 'content-type': 'application/json' } })],
  ])('with %s is refused, enqueues nothing, and is not told why', async (_name, make) => {
    const response = await gateway.post(await make());
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ outcome: 'forged', reason: 'the signature is missing or wrong' });
    expect(await waitingJobs()).toBe(0);
    expect(gateway.askedForSecrets).toBe(1);
  });

  it('is refused before anything in it is read', async () => {
    const response = await gateway.post({ ...signedWebhook('not json', oldSecret) });
    expect(response.status).toBe(401);
  });
});

describe('secrets', () => {
  it('rotate without a lost delivery: any of ours, any of several signatures', async () => {
    gateway.settings = settingsOf(aTeam({ secrets: [testWebhookSecret, oldSecret] }));
    expect((await gateway.send(wireWebhooks.created(), { secret: oldSecret })).status).toBe(202);
    gateway.settings = settingsOf();
    expect((await gateway.send(wireWebhooks.created(), { secret: [oldSecret, testWebhookSecret] })).status).toBe(202);
    expect((await gateway.send(wireWebhooks.created(), { secret: [oldSecret] })).status).toBe(401);
  });

  it('of one team do not open the door of another', async () => {
    gateway.settings = settingsOf(aTeam({ id: 'payments' }), aTeam({ id: 'search', secrets: [oldSecret] }));
    expect((await gateway.send(wireWebhooks.created(), { path: '/payments' })).status).toBe(202);
    expect((await gateway.send(wireWebhooks.created(), { path: '/search' })).status).toBe(401);
    expect((await gateway.send(wireWebhooks.created(), { path: '/search', secret: oldSecret })).status).toBe(202);
    expect((await gateway.send(wireWebhooks.created(), { path: '/nobody' })).status).toBe(404);
    expect((await gateway.send(wireWebhooks.created())).status).toBe(404);
  });

  it('stand nowhere in the log', async () => {
    await gateway.send(wireWebhooks.created());
    await gateway.send(wireWebhooks.created(), { secret: oldSecret });
    const log = gateway.log();
    expect(log).toContain('webhook received');
    for (const secret of [testWebhookSecret, oldSecret]) {
      expect(log).not.toContain(secret);
      expect(log).not.toContain(secret.slice(6));
    }
  });
});

describe('operators', () => {
  it('see health and what became of the webhooks', async () => {
    await gateway.send(wireWebhooks.created());
    await gateway.send(wireEvent('made.up_by_a_sender', {}));
    expect((await fetch(`${gateway.url}/health/live`)).status).toBe(200);
    expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200);
    const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
    expect(metrics).toMatch(/webhooks_total\{outcome="accepted",event="public_incident.incident_created_v2".*\} 1/);
    expect(metrics).toMatch(/webhooks_total\{outcome="ignored",event="unknown".*\} 1/);
    expect(metrics).not.toContain('made.up_by_a_sender');
  });

  it('find no names of incidents in the log, only ids', async () => {
    await gateway.send(wireWebhooks.created({ id: '01KB', name: 'Acquisition of Acme leaked', summary: 'Board mail' }));
    expect(gateway.log()).toContain('01KB');
    expect(gateway.log()).not.toMatch(/Acquisition|Board mail/);
  });
});
