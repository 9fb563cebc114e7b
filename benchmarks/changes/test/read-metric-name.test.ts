import { readMetricName } from '../src/adapter/read-metric-name.ts';
import { toSeries } from '../src/adapter/to-series.ts';

test.each([
  ['http_401_unauthorized_ratio', [0.01], 'error_ratio', 'ratio', 1],
  ['charge_error_rate_pct', [71], 'error_ratio', 'ratio', 0.01],
  ['error_rate', [0.02, 0.6], 'error_ratio', 'ratio', 1],
  ['error_rate', [2, 60], 'error_rate', '1/s', 1],
  ['failed_logins_per_min', [12], 'error_rate', '1/s', 1 / 60],
  ['success_rate_pct', [99.2], 'availability', 'ratio', 0.01],
  ['http_server_duration_p99_ms', [40], 'latency_p99', 's', 1e-3],
  ['request_latency_p95_seconds', [0.2], 'latency_p95', 's', 1],
  ['requests_per_sec', [40], 'request_rate', '1/s', 1],
  ['envelopes_flushed_per_min', [40], 'request_rate', '1/s', 1 / 60],
  ['cpu_percent', [40], 'cpu', 'ratio', 0.01],
  ['container_memory_rss_mb', [40], 'memory', 'By', 2 ** 20],
  ['db_pool_in_use', [4], 'saturation', 'count', 1],
  ['db_pool_wait_seconds_p99', [4], 'saturation', 's', 1],
  ['queue_oldest_message_age_seconds', [4], 'queue_age', 's', 1],
  ['tls_cert_seconds_until_expiry', [4], 'custom', 's', 1],
  ['container_oom_killed_total', [4], 'restarts', 'count', 1],
  ['flux', [4], 'custom', '1', 1],
] as const)('%s with values like %j is read as %s in %s', (name, values, signal, unit, scale) => {
  expect(readMetricName(name, values)).toMatchObject({ signal, unit, scale });
});

const samples = (metric: string, values: readonly number[]) =>
  values.map((value, i) => ({ at: i * 60_000, service: 'api', metric, value, labels: {} }));

test('what is used of a limit becomes a share of it', () => {
  const series = toSeries([...samples('db_pool_in_use', [10, 10]), ...samples('db_pool_max_conns', [50, 10])]);
  expect(series.at(-1)).toMatchObject({
    signal: 'saturation',
    unit: 'ratio',
    points: [
      [0, 0.2],
      [60_000, 1],
    ],
  });
});

test('a total that only grows becomes a rate', () => {
  const [series] = toSeries(samples('errors_total', [0, 60, 120, 120, 180, 240]));
  expect(series?.points.map(([, value]) => value)).toEqual([1, 1, 0, 1, 1]);
});

test('a counter of restarts that begins anew goes on from where it was', () => {
  const [series] = toSeries(samples('container_oom_killed_total', [0, 0, 3, 0, 0, 2]));
  expect(series?.points.map(([, value]) => value)).toEqual([0, 0, 3, 3, 3, 5]);
});
