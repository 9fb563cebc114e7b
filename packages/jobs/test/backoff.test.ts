import { backoffMs } from '../src/bullmq/job-options.ts';

const noJitter = { random: () => 0 };

it('doubles from a second to five minutes', () => {
  const waits = [1, 2, 3, 4, 9, 10, 20].map((attempt) => backoffMs(attempt, undefined, noJitter));
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 256_000, 300_000, 300_000]);
});

it('adds at most a quarter, so that jobs that failed together do not return together', () => {
  expect(backoffMs(1, undefined, { random: () => 0.999 })).toBeLessThanOrEqual(1_250);
});

it('never comes back sooner than the other side asked for', () => {
  expect(backoffMs(1, { retryAfterMs: 45_000 }, noJitter)).toBe(45_000);
  expect(backoffMs(5, { retryAfterMs: 10 }, noJitter)).toBe(16_000);
});
