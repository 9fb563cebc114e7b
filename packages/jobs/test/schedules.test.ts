import { type PrivateRedis, privateRedis, waitFor } from '@incidentfox/test-kit';
import { onJob } from '../src/bullmq/index.ts';
import { queues } from '../src/index.ts';
import { greet, type QueueUnderTest, queueUnderTest } from './queue-under-test.ts';

let redis: PrivateRedis;
let queue: QueueUnderTest;

beforeAll(async () => {
  redis = await privateRedis({ own: true });
});
afterAll(() => redis.close());
beforeEach(async () => {
  queue = await queueUnderTest(redis);
});
afterEach(() => queue.close());

const ada = { name: 'Ada', key: 'ada' };
const grace = { name: 'Grace', key: 'grace' };
const keep = (...payloads: (typeof ada)[]) => queue.producer.keepSchedules(greet, payloads, 200);

async function greetings(): Promise<{ name: string; at: number }[]> {
  const greeted: { name: string; at: number }[] = [];
  await queue.consume(onJob(greet, async ({ name }) => void greeted.push({ name, at: Date.now() })));
  return greeted;
}

describe('a schedule', () => {
  it('repeats a job, and keeping it again makes no second one', async () => {
    const greeted = await greetings();
    await keep(ada);
    await keep(ada);
    await waitFor(() => greeted.length >= 4);
    const gaps = greeted.slice(1).map(({ at }, index) => at - (greeted[index]?.at ?? 0));
    expect(Math.max(...gaps.slice(1))).toBeGreaterThan(100);
  });

  it('goes on in its own time however often it is kept', async () => {
    const greeted = await greetings();
    await keep(ada);
    for (let kept = 0; kept < 200 && greeted.length < 4; kept++) await keep(ada);
    await waitFor(() => greeted.length >= 4);
    const last = greeted[3]?.at ?? 0;
    expect(last - (greeted[0]?.at ?? 0)).toBeGreaterThan(400);
  });

  it('comes back at the next keeping after Redis was emptied', async () => {
    const greeted = await greetings();
    await keep(ada);
    await waitFor(() => greeted.length >= 1);
    await redis.command('FLUSHALL');
    const before = greeted.length;
    await keep(ada);
    await waitFor(() => greeted.length >= before + 3);
  });

  it('ends when it is not wanted any more, and the others go on', async () => {
    const greeted = await greetings();
    await keep(ada, grace);
    await waitFor(() => new Set(greeted.map(({ name }) => name)).size === 2);
    await keep(grace);
    const before = greeted.length;
    await waitFor(() => greeted.length >= before + 4);
    expect(greeted.slice(before + 1).map(({ name }) => name)).not.toContain('Ada');
  });

  it('leaves the finished jobs of its queue alone: a duplicate of any of them is still told', async () => {
    const greeted = await greetings();
    const keys = Array.from({ length: 60 }, (_, at) => `once-${at}`);
    for (const key of keys) await queue.producer.add(greet, { name: 'Edsger', key });
    await waitFor(() => greeted.length === keys.length);
    await keep(ada);
    await waitFor(() => greeted.filter(({ name }) => name === 'Ada').length >= 3);
    const again = await Promise.all(keys.map((key) => queue.producer.add(greet, { name: 'Edsger', key })));
    expect(again).toEqual(keys.map(() => 'duplicate'));
    expect((await queue.producer.counts(queues.investigations)).completed).toBe(keys.length);
  });
});
