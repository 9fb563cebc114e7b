import { queues } from '@incidentfox/jobs';
import { type PrivateRedis, privateRedis, signedWebhook, testWebhookSecret, wireWebhooks } from '@incidentfox/test-kit';
import { aTeam, type GatewayUnderTest, settingsOf, startGatewayUnderTest } from './gateway-under-test.ts';

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
  ])('with %s is refused, enqueues nothing, and is not told why', async (name, make) => {
    const response = await gateway.post(await make());
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ outcome: 'forged', reason: 'the signature is missing or wrong' });
    expect(await waitingJobs()).toBe(0);
    // Headers alone tell that no secret of ours can have signed it.
    expect(gateway.askedForSecrets).toBe(/timestamp|no signature/.test(name) ? 0 : 1);
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

  it('of one team are not accepted for another', async () => {
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
