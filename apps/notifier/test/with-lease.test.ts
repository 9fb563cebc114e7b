import { connectStores, type Stores } from '@incidentfox/investigations';
import { TryLater } from '@incidentfox/jobs';
import { type PrivateRedis, privateRedis, waitFor } from '@incidentfox/test-kit';
import { type LeaseOptions, withLease } from '../src/with-lease.ts';

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

const lease = (leaseMs = 10_000) => ({
  leases: stores.investigations,
  team: 'default',
  name: 'inv-1:slack',
  leaseMs,
});

test('only one works at a time; the other comes again later', async () => {
  let finish = () => {};
  const first = withLease(lease(), () => new Promise<void>((resolve) => (finish = resolve)));
  await waitFor(
    async () => (await stores.investigations.claim('default', 'inv-1:slack', 'asking', 1)).claimed === false,
  );
  await expect(withLease(lease(), async () => {})).rejects.toThrow(TryLater);
  finish();
  await first;
  await expect(withLease(lease(), async () => 'done')).resolves.toBe('done');
});

test('work that takes longer than the lease keeps it, and a failure gives it back', async () => {
  const slow = withLease(lease(150), () => new Promise((_, reject) => setTimeout(reject, 600, new Error('it failed'))));
  const others = (async () => {
    const ends = Date.now() + 450;
    let entered = 0;
    while (Date.now() < ends) {
      await withLease(lease(150), async () => void entered++).catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return entered;
  })();
  await expect(slow).rejects.toThrow('it failed');
  expect(await others).toBe(0);
  await expect(withLease(lease(), async () => 'free')).resolves.toBe('free');
});

test('a turn whose owner was killed frees itself', async () => {
  await stores.investigations.claim('default', 'inv-1:slack', 'a process that is gone', 200);
  await expect(withLease(lease(), async () => {})).rejects.toThrow(TryLater);
  await waitFor(() => withLease(lease(), async () => true));
});

describe('what Redis cannot hold back is sent only while the lease is held', () => {
  const asked = (): { renewals: number; leases: LeaseOptions['leases'] } => {
    const seen = { renewals: 0, leases: stores.investigations };
    seen.leases = {
      ...stores.investigations,
      renew: (...held) => {
        seen.renewals += 1;
        return stores.investigations.renew(...held);
      },
    };
    return seen;
  };

  test('without a question to Redis when it was claimed just now', async () => {
    const seen = asked();
    await withLease({ ...lease(), leases: seen.leases }, (held) => held.assertHeld());
    expect(seen.renewals).toBe(0);
  });

  test('after the process stood still for longer than the lease, not when another has it', async () => {
    const work = withLease(lease(200), async (held) => {
      standStill(400);
      await waitFor(async () => (await stores.investigations.claim('default', 'inv-1:slack', 'another', 300)).claimed);
      await held.assertHeld();
      return 'sent';
    });
    await expect(work).rejects.toThrow(TryLater);
    await waitFor(() => withLease(lease(), async () => true));
  });

  test('after a short stop, when Redis says that it is still held', async () => {
    const seen = asked();
    const sent = await withLease({ ...lease(2_000), leases: seen.leases }, async (held) => {
      standStill(1_200);
      await held.assertHeld();
      return 'sent';
    });
    expect([sent, seen.renewals > 0]).toEqual(['sent', true]);
  });

  /** Neither timers nor answers are looked at meanwhile, as in a process that is stopped. */
  function standStill(ms: number): void {
    for (const until = performance.now() + ms; performance.now() < until; );
  }
});
