import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type PrivateRedis, privateRedis, waitFor } from '@incidentfox/test-kit';
import { greet, type QueueUnderTest, queueUnderTest } from './queue-under-test.ts';

const program = fileURLToPath(new URL('./processes/early-worker.ts', import.meta.url));

let redis: PrivateRedis;
let queue: QueueUnderTest;
beforeAll(async () => {
  redis = await privateRedis();
});
afterAll(() => redis.close());
beforeEach(async () => {
  queue = await queueUnderTest(redis);
});
afterEach(() => queue.close());

/** A worker whose clock is ahead, and what it has said so far. */
async function earlyWorker(aheadMs: number): Promise<{ said: () => string; stop: () => Promise<void> }> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--conditions=@incidentfox/source', program, redis.url, queue.prefix, String(aheadMs)],
    { stdio: ['ignore', 'pipe', 'inherit'], timeout: 60_000 },
  );
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await waitFor(() => said.includes('ready'), { timeoutMs: 20_000, what: 'the worker is ready' });
  const stop = async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { said: () => said, stop };
}

test.each([0, 3_000, 60_000])(
  'a change that comes right after a look is looked at too, with a worker whose clock is %i ms ahead',
  async (aheadMs) => {
    const worker = await earlyWorker(aheadMs);
    try {
      const change = (key: string) =>
        queue.producer.add(greet, { name: 'Ada', key }, { coalesce: { id: 'x', ms: 4_000 } });
      expect(await change('first')).toBe('added');
      expect(await change('covered')).toBe('duplicate');
      await waitFor(() => worker.said().includes('greeted first'), { timeoutMs: 10_000 });
      expect(await change('right-after')).toBe('added');
      await waitFor(() => worker.said().includes('greeted right-after'), { timeoutMs: 10_000 });
      expect(worker.said()).not.toContain('covered');
    } finally {
      await worker.stop();
    }
  },
  40_000,
);
