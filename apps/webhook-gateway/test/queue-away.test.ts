import { queues } from '@incidentfox/jobs';
import { type PrivateRedis, privateRedis, waitFor, wireWebhooks } from '@incidentfox/test-kit';
import { type GatewayUnderTest, settingsOf, startGatewayUnderTest } from './gateway-under-test.ts';

let redis: PrivateRedis;
let gateway: GatewayUnderTest;
beforeEach(async () => {
  redis = await privateRedis({ own: true });
  gateway = await startGatewayUnderTest(redis, settingsOf());
});
afterEach(async () => {
  await gateway.close();
  await redis.close();
});

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; tookMs: number }> {
  const startedAt = performance.now();
  const result = await work();
  return { result, tookMs: performance.now() - startedAt };
}

const refused = {
  status: 503,
  body: { outcome: 'queue_unavailable', reason: 'the queue cannot be reached; send again later' },
};

it('answers 503 within two seconds while Redis is stopped, and the redelivery goes through once it is back', async () => {
  const send = () => gateway.send(wireWebhooks.created(), { id: 'msg_1' });
  await redis.crash();
  const { result, tookMs } = await timed(send);
  expect(result).toEqual(refused);
  expect(tookMs).toBeLessThan(2_000);
  expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(503);
  expect((await fetch(`${gateway.url}/health/live`)).status).toBe(200);

  await redis.restart();
  await waitFor(async () => (await fetch(`${gateway.url}/health/ready`)).status === 200, { timeoutMs: 10_000 });
  expect(await send()).toEqual({ status: 202, body: { outcome: 'accepted' } });
  expect((await send()).status).toBe(200);
  expect((await gateway.producer.counts(queues.investigations)).waiting).toBe(1);
}, 30_000);

it('answers 503 within two seconds while Redis hangs', async () => {
  redis.hang();
  const { result, tookMs } = await timed(() => gateway.send(wireWebhooks.created()));
  redis.resume();
  expect(result).toEqual(refused);
  expect(tookMs).toBeLessThan(2_000);
}, 30_000);

it('keeps what it accepted over a crash of Redis', async () => {
  for (let at = 0; at < 30; at++)
    expect((await gateway.send(wireWebhooks.created(), { id: `msg_${at}` })).status).toBe(202);
  await redis.crash();
  await redis.restart();
  await waitFor(() => gateway.producer.readiness().then((ready) => ready === true), { timeoutMs: 10_000 });
  expect((await gateway.producer.counts(queues.investigations)).waiting).toBe(30);
}, 30_000);
