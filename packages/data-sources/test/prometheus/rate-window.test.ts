import { perSecond, quantileOf } from '../../src/prometheus/queries.ts';
import { plan } from '../../src/prometheus/series/planned-series.ts';

test('a rate and a quantile of rates tell of the time that they are taken over, a gauge of its moment', () => {
  const windowOf = (expression: string) => plan('custom', '1', 'm', expression).rateWindowMs;
  expect(windowOf(perSecond('requests_total', 300))).toBe(300_000);
  expect(windowOf(quantileOf(0.95, 'duration_bucket', 120))).toBe(120_000);
  expect(windowOf('max(pool_used) / max(pool_size)')).toBeUndefined();
});
