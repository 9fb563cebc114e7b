import type { Signal } from '@incidentfox/incident';
import { prometheus } from '../../../src/prometheus/index.ts';
import { aPlainQuestion } from '../../plain-question.ts';
import { type NativeSample, toRemoteWrite } from '../../real-servers/remote-write.ts';
import type { StartedServer } from '../../real-servers/started-server.ts';
import { describeWithPrometheus, startPrometheusOver } from '../backfilled-prometheus.ts';

const minute = 60_000;
const scrapeMs = 30_000;
const now = Math.floor(Date.now() / minute) * minute;
const window = { from: now - 60 * minute, to: now };
const onset = now - 28 * minute;

/** Ten requests a second, counted in a native histogram alone: of 0.06 to 0.125 s, and of 2 to 4 s once in trouble, of which two fail. */
function samplesAt(at: number): NativeSample[] {
  const seconds = (at - (now - 140 * minute)) / 1_000;
  const ill = Math.max(0, (at - onset) / 1_000);
  return ['200', '503'].map((status_code): NativeSample => {
    const isBad = status_code === '503';
    const quick = Math.round((seconds - ill) * (isBad ? 0 : 10));
    const slow = Math.round(ill * (isBad ? 2 : 8));
    const buckets = new Map([[-3, quick] as const, [2, slow] as const].filter(([, size]) => size > 0));
    const labels = { __name__: 'http_request_duration_seconds', service: 'native-shop', status_code };
    return { labels, at, sum: quick * 0.1 + slow * 3, buckets };
  });
}

describeWithPrometheus('requests that only a native histogram counts', () => {
  let server: StartedServer;
  beforeAll(async () => {
    server = await startPrometheusOver([], undefined, null, [
      '--enable-feature=native-histograms',
      '--web.enable-remote-write-receiver',
    ]);
    for (let at = now - 130 * minute; at <= now; at += scrapeMs) {
      const sent = await fetch(`${server.url}/api/v1/write`, {
        method: 'POST',
        headers: { 'content-encoding': 'snappy', 'content-type': 'application/x-protobuf' },
        body: toRemoteWrite(samplesAt(at)),
      });
      if (!sent.ok) throw new Error(`${sent.status} ${await sent.text()}`);
    }
  }, 60_000);
  afterAll(() => server?.stop());

  test('rate, error share and p95', async () => {
    const settings = prometheus.settings.parse({ url: server.url });
    const source = prometheus.create({ id: 'prometheus', settings, now: Date.now });
    const answer = await source.metrics?.(aPlainQuestion({ service: { name: 'native-shop' }, window }));
    expect(answer?.warnings).toEqual([]);
    const mean = (signal: Signal, from: number, to: number) => {
      const points = answer?.items.find((one) => one.signal === signal)?.points ?? [];
      const values = points.flatMap(([at, value]) => (at >= from && at < to && value !== null ? [value] : []));
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    expect(mean('request_rate', window.from, onset)).toBeCloseTo(10, 0);
    expect(mean('error_ratio', onset + 6 * minute, now)).toBeCloseTo(0.2, 1);
    expect(mean('latency_p95', window.from, onset - minute)).toBeLessThan(0.126);
    expect(mean('latency_p95', onset + 6 * minute, now)).toBeGreaterThan(3);
    const rows = answer?.breakdowns?.find(({ measure }) => measure === 'failed_requests')?.rows ?? [];
    expect(rows.map(({ labels }) => labels.status_code)).toEqual(['503']);
  });
});
