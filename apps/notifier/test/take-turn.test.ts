import { connectStores, type Stores } from '@incidentfox/investigations';
import { TryLater } from '@incidentfox/jobs';
import { type PrivateRedis, privateRedis, waitFor } from '@incidentfox/test-kit';
import { takeTurn } from '../src/take-turn.ts';

let redis: PrivateRedis;
let stores: Stores;
beforeAll(async () => {
  redis = await privateRedis();
  stores = await connectStores({ redisUrl: redis.url, prefix: redis.prefix });
});
afterAll(async () => {
  await stores.close();
  await redis.close();
});

const turn = (leaseMs = 10_000) => ({ leases: stores.investigations, team: 'default', turn: 'inv-1:slack', leaseMs });

test('only one works at a time; the other comes again later', async () => {
  let finish = () => {};
  const first = takeTurn(turn(), () => new Promise<void>((resolve) => (finish = resolve)));
  await waitFor(
    async () => (await stores.investigations.claim('default', 'inv-1:slack', 'asking', 1)).claimed === false,
  );
  await expect(takeTurn(turn(), async () => {})).rejects.toThrow(TryLater);
  finish();
  await first;
  await expect(takeTurn(turn(), async () => 'done')).resolves.toBe('done');
});

test('work that takes longer than the lease keeps its turn, and a failure gives it back', async () => {
  const slow = takeTurn(turn(150), () => new Promise((_, reject) => setTimeout(reject, 600, new Error('it failed'))));
  const others = (async () => {
    const ends = Date.now() + 450;
    let entered = 0;
    while (Date.now() < ends) {
      await takeTurn(turn(150), async () => void entered++).catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return entered;
  })();
  await expect(slow).rejects.toThrow('it failed');
  expect(await others).toBe(0);
  await expect(takeTurn(turn(), async () => 'free')).resolves.toBe('free');
});

test('a turn whose owner was killed frees itself', async () => {
  await stores.investigations.claim('default', 'inv-1:slack', 'a process that is gone', 200);
  await expect(takeTurn(turn(), async () => {})).rejects.toThrow(TryLater);
  await waitFor(() => takeTurn(turn(), async () => true));
});
