import { toSignal } from '../src/adapter/to-signal.ts';

test.each([
  ['CpuUsageRate(%)', 'cpu', 'ratio'],
  ['container-cpu-usage-seconds-total', 'cpu', '1'],
  ['mem', 'memory', '1'],
  ['MemoryUsageRate(%)', 'memory', 'ratio'],
  ['diskio', 'disk', '1'],
  ['socket', 'saturation', '1'],
  ['PodServerLatencyP95(s)', 'latency_p95', 's'],
  ['latency-50', 'latency_p50', 's'],
  ['latency_avg', 'latency_mean', 's'],
  ['http_request_duration_p99_ms', 'latency_p99', 's'],
  ['requests_sum', 'request_rate', '1/s'],
  ['workload', 'request_rate', '1/s'],
  ['availability_avg', 'availability', 'ratio'],
  ['error', 'error_rate', '1/s'],
  ['trace_net_ms_p50', 'network', 's'],
  ['NetworkReceiveBytes', 'network', 'By/s'],
  ['something else', 'custom', '1'],
])('%s is read as %s in %s', (name, signal, unit) => {
  expect(toSignal(name)).toMatchObject({ signal, unit });
});

test('the unit in the name sets the scale', () => {
  expect(toSignal('trace_dur_us_p50').scale).toBe(1e-6);
  expect(toSignal('latency_ms').scale).toBe(1e-3);
  expect(toSignal('PodServerLatencyP95(s)').scale).toBe(1);
});

test('the side and the other end of a call are read from the name', () => {
  expect(toSignal('edge_src_p50_s|checkout')).toMatchObject({
    side: 'client',
    peer: 'checkout',
    signal: 'latency_p50',
  });
  expect(toSignal('edge_dst_p50_s|checkout')).toMatchObject({ side: 'server', peer: 'checkout' });
});
