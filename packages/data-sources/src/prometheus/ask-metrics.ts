import type { MetricSeries, Window } from '@incidentfox/incident';
import type { Ask } from '../data-source.ts';
import { type Asking, spanOf, weekEarlier } from '../execution/index.ts';
import { refuseUnknown } from './discover-metrics.ts';
import { planSeries } from './plan-series.ts';
import type { PlannedSeries } from './planned-series.ts';
import type { RangeAnswer } from './range-answer.ts';
import type { MatrixSeries } from './responses.schema.ts';
import type { ServiceMetrics } from './service-metrics.ts';
import type { PrometheusSource } from './source.ts';
import { toMetricSeries } from './to-metric-series.ts';

const shortestStepMs = 15_000;
const pointsAimedAt = 240;

/** Every signal the service's metric families offer, over baseline and window, and the same a week earlier. */
export async function askMetrics(
  source: PrometheusSource,
  ask: Ask,
  asking: Asking,
  discovered: ServiceMetrics,
): Promise<MetricSeries[]> {
  refuseUnknown(discovered, ask.service);
  const span = spanOf(ask);
  const stepMs = stepOf(span, asking.caps.pointsPerSeries);
  const planned = planSeries(discovered, Math.max(source.rateWindowSeconds, stepMs / 1000));
  const shown = planned.find(({ signal }) => signal === 'error_rate') ?? planned[0];
  if (shown !== undefined) asking.deepLink(source.linkTo(shown.expression, span));
  const answers = await Promise.all(planned.map((plan) => askOne(source, plan, { ask, asking, span, stepMs })));
  const series = toMetricSeries(
    ask.service.name,
    answers.filter((answer) => answer !== undefined),
    stepMs,
  );
  if (series.length <= asking.caps.series) return series;
  asking.truncate({ by: 'items', shown: asking.caps.series, total: series.length });
  return series.slice(0, asking.caps.series);
}

/** At most 240 points, never finer than a scrape; the API refuses more than 11,000. */
function stepOf(span: Window, pointsPerSeries: number): number {
  const points = Math.max(1, Math.min(pointsAimedAt, pointsPerSeries));
  return Math.max(shortestStepMs, Math.ceil((span.to - span.from) / points / 1000) * 1000);
}

async function askOne(
  source: PrometheusSource,
  plan: PlannedSeries,
  at: { ask: Ask; asking: Asking; span: Window; stepMs: number },
): Promise<RangeAnswer | undefined> {
  const { ask, asking, span, stepMs } = at;
  asking.query(plan.expression);
  return asking.part(plan.signal, async () => {
    const [now, earlier] = await Promise.all([
      source.client.queryRange(plan.expression, span, stepMs, asking),
      // The week before may be older than the retention: its absence is no loss of the question.
      source.client.queryRange(plan.expression, weekEarlier(span, ask), stepMs, asking).catch((): MatrixSeries[] => {
        asking.warn('the week before could not be read');
        return [];
      }),
    ]);
    return { plan, now, earlier };
  });
}
