import { notTrue, runBench } from './run-bench.ts';

test('over the own change cases and one system of each family, every sentence is borne out', async () => {
  const result = await runBench(79, 38, 280_000);
  expect(result.reports).toBeGreaterThan(100);
  expect(notTrue(result)).toEqual([]);
}, 300_000);
