import { randomUUID } from 'node:crypto';
import { queues } from '@incidentfox/jobs';
import { type PrivateRedis, privateRedis, testWebhookSecret, wireIncident, wireWebhooks } from '@incidentfox/test-kit';
import { Webhook } from 'standardwebhooks';
import { type BadBody, created, everyBadBody } from './bad-bodies.ts';
import { type GatewayUnderTest, settingsOf, startGatewayUnderTest } from './gateway-under-test.ts';

/*
 * Whoever holds the secret is believed to be incident.io, and still nothing it sends may hurt: the bodies below are signed,
 * so that they pass verification. Those of strangers are tried as well.
 */

let redis: PrivateRedis;
let gateway: GatewayUnderTest;
beforeAll(async () => {
  redis = await privateRedis();
  gateway = await startGatewayUnderTest(redis, settingsOf());
});
afterAll(async () => {
  await gateway.close();
  await redis.close();
});

const cases = [...everyBadBody()];

async function send({ body, headers }: BadBody, signed: boolean): Promise<{ status: number; tookMs: number }> {
  const id = `msg_${randomUUID().replaceAll('-', '')}`;
  const at = new Date();
  const signature = signed ? new Webhook(testWebhookSecret).sign(id, at, body) : 'v1,AAAA';
  const startedAt = performance.now();
  const response = await gateway.post({
    body: body as unknown as string,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': signature,
      ...headers,
    },
  });
  await response.text();
  return { status: response.status, tookMs: performance.now() - startedAt };
}

const heapMb = () => {
  global.gc?.();
  return process.memoryUsage().rss / 1e6;
};

it(`${cases.length} bad bodies, signed and unsigned, never crash it, never make a 5xx, and never make it slow or fat`, async () => {
  expect(cases.length).toBeGreaterThan(200);
  const before = heapMb();
  const odd: string[] = [];
  const seen = new Map<number, number>();
  for (const one of cases) {
    for (const signed of [true, false]) {
      const { status, tookMs } = await send(one, signed);
      seen.set(status, (seen.get(status) ?? 0) + 1);
      const fine = signed ? [200, 202, 400, 413] : [400, 401, 413];
      if (!fine.includes(status) || tookMs > 2_000)
        odd.push(`${one.name} (${signed ? 'signed' : 'unsigned'}): ${status} in ${Math.round(tookMs)} ms`);
    }
  }
  expect(odd).toEqual([]);
  expect(seen.get(400)).toBeGreaterThan(100);
  expect(seen.get(401)).toBeGreaterThan(200);
  expect(heapMb() - before).toBeLessThan(400);
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
  expect((await gateway.send(wireWebhooks.created({ id: 'good' }))).status).toBe(202);
}, 120_000);

it('what is wrong is read as a good incident only where that is harmless', async () => {
  const harmless = {
    ...wireIncident({ id: 'i-harmless' }),
    summary: 7,
    slack_channel_id: { a: 1 },
    custom_field_entries: [{}],
    creator: 'me',
  };
  expect((await gateway.send({ event_type: created, [created]: harmless })).status).toBe(202);
  const counts = await gateway.producer.counts(queues.investigations);
  expect(counts.failed).toBe(0);
});
