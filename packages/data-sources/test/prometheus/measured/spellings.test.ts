import type { MetricSeries, Signal } from '@incidentfox/incident';
import type { DataSource } from '../../../src/data-source.ts';
import { prometheus } from '../../../src/prometheus/index.ts';
import { aPlainQuestion } from '../../plain-question.ts';
import { samplesOf } from '../../real-servers/sampled-series.ts';
import type { StartedServer } from '../../real-servers/started-server.ts';
import { onset, spans, window } from '../backfilled-incident.ts';
import { describeWithPrometheus, startPrometheusOver } from '../backfilled-prometheus.ts';
import { spelled, spellings } from './spellings.ts';

const minute = 60_000;

describeWithPrometheus('however a library names its request metrics', () => {
  let server: StartedServer;
  let source: DataSource;

  beforeAll(async () => {
    server = await startPrometheusOver(samplesOf(spelled, spans.slice(1)));
    source = prometheus.create({
      id: 'prometheus',
      settings: prometheus.settings.parse({ url: server.url }),
      now: Date.now,
    });
  }, 60_000);

  afterAll(() => server?.stop());

  test.each(Object.keys(spellings))('%s gives rate, error share and p95', async (name) => {
    const answer = await source.metrics?.(aPlainQuestion({ service: { name }, window }));
    const mean = (signal: Signal, from: number, to: number) => meanBetween(answer?.items ?? [], signal, from, to);
    const usual = [window.from - 50 * minute, onset - minute] as const;
    const trouble = [onset + 6 * minute, window.to] as const;
    expect({
      rate: [mean('request_rate', ...usual), mean('request_rate', ...trouble)],
      errors: [mean('error_ratio', ...usual), mean('error_ratio', ...trouble)],
      p95: [mean('latency_p95', ...usual), mean('latency_p95', ...trouble)],
    }).toEqual({
      rate: [expect.closeTo(10, 0), expect.closeTo(10, 0)],
      errors: [expect.closeTo(0.005, 2), expect.closeTo(0.2, 2)],
      p95: [expect.closeTo(0.19, 1), expect.closeTo(4.75, 0)],
    });
    expect(answer?.warnings).toEqual([]);
  });
});

function meanBetween(items: readonly MetricSeries[], signal: Signal, from: number, to: number): number | null {
  const found = items.find((one) => one.signal === signal && one.peer === undefined && one.labels.pod === undefined);
  const values = (found?.points ?? []).flatMap(([at, value]) =>
    at >= from && at < to && value !== null ? [value] : [],
  );
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
