import { queues } from '@incidentfox/jobs';
import {
  type PrivateRedis,
  privateRedis,
  waitFor,
  wireEvent,
  wireSeverities,
  wireWebhooks,
} from '@incidentfox/test-kit';
import {
  type GatewayUnderTest,
  settingsOf,
  startGatewayUnderTest,
  type TakenJobs,
  takeJobs,
} from './gateway-under-test.ts';

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
  it('is accepted, and reaches a worker as an address, with whether it is public and nothing more', async () => {
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
        visibility: 'public',
      });
    });
  });

  it('is one job when the same webhook comes ten times at once', async () => {
    const body = wireWebhooks.created();
    const answers = await Promise.all(Array.from({ length: 10 }, () => gateway.send(body, { id: 'msg_same' })));
    expect(answers.filter((answer) => answer.status === 202)).toHaveLength(1);
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

describe('operators', () => {
  it('see health and what became of the webhooks', async () => {
    await gateway.send(wireWebhooks.created());
    await gateway.send(wireEvent('made.up_by_a_sender', {}));
    expect((await fetch(`${gateway.url}/health/live`)).status).toBe(200);
    expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200);
    const metrics = await gateway.metrics();
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
