import type { MetricSeries, Window } from '@incidentfox/incident';
import { type QuestionRun, spanOf, weekEarlier } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import type { PrometheusDeps } from './deps.ts';
import { maxPoints, minStepMs } from './limits.ts';
import type { MatrixSeries } from './responses.schema.ts';
import { planSeries } from './series/plan-series.ts';
import type { PlannedSeries } from './series/planned-series.ts';
import type { RangeAnswer } from './series/range-answer.ts';
import { toMetricSeries } from './series/to-metric-series.ts';
import { refuseUnknown } from './vocabulary/refuse-unknown.ts';
import type { ServiceMetrics } from './vocabulary/service-metrics.ts';
import { planConfigured, withoutConfigured } from './written/plan-configured.ts';

/** Every signal the service's metric families offer, over baseline and window, and the same a week earlier. */
export async function askMetrics(
  source: PrometheusDeps,
  question: Question,
  run: QuestionRun,
  discovered: ServiceMetrics,
): Promise<MetricSeries[]> {
  const span = spanOf(question);
  const configured = planConfigured(source.metrics, question.service, source.kind);
  if (configured.length === 0) await refuseUnknown(source, discovered, question.service, { span, run });
  const stepMs = stepOf(span, run.caps.pointsPerSeries);
  const found = planSeries(discovered, Math.max(source.rateWindowSeconds, stepMs / 1000));
  const planned = [...configured, ...withoutConfigured(found, configured)];
  const shown = planned.find(({ signal }) => signal === 'error_rate') ?? planned[0];
  if (shown !== undefined) run.deepLink(source.linkTo(shown.expression, span));
  const answers = await Promise.all(planned.map((plan) => askOne(source, plan, { question, run, span, stepMs })));
  const series = toMetricSeries(
    question.service.name,
    answers.filter((answer) => answer !== undefined),
    stepMs,
  );
  if (series.length <= run.caps.series) return series;
  run.truncate({ by: 'items', shown: run.caps.series, total: series.length });
  return series.slice(0, run.caps.series);
}

/** At most 240 points, never finer than a scrape; the API refuses more than 11,000. */
function stepOf(span: Window, pointsPerSeries: number): number {
  const points = Math.max(1, Math.min(maxPoints, pointsPerSeries));
  return Math.max(minStepMs, Math.ceil((span.to - span.from) / points / 1000) * 1000);
}

async function askOne(
  source: PrometheusDeps,
  plan: PlannedSeries,
  at: { question: Question; run: QuestionRun; span: Window; stepMs: number },
): Promise<RangeAnswer | undefined> {
  const { question, run, span, stepMs } = at;
  run.query(plan.expression);
  return run.part(plan.signal, async () => {
    const [now, earlier] = await Promise.all([
      source.client.queryRange(plan.expression, span, stepMs, run),
      // The week before may be older than the retention: its absence is no loss of the question.
      source.client.queryRange(plan.expression, weekEarlier(span, question), stepMs, run).catch((): MatrixSeries[] => {
        run.warn('the week before could not be read');
        return [];
      }),
    ]);
    return { plan, now, earlier };
  });
}
