import type { MetricSeries, Point } from '@incidentfox/incident';
import type { PlannedSeries } from './plan-series.ts';
import type { MatrixSeries } from './responses.schema.ts';

/** What came back for one expression: the span, and the span a week earlier. */
export interface RangeAnswer {
  readonly plan: PlannedSeries;
  readonly now: readonly MatrixSeries[];
  readonly earlier: readonly MatrixSeries[];
}

/** Normalised series; the error ratio is added wherever both rates are there. */
export function toMetricSeries(service: string, answers: readonly RangeAnswer[], stepMs: number): MetricSeries[] {
  const series = answers.flatMap(({ plan, now, earlier }) =>
    now.map((one): MetricSeries => {
      const weekEarlier = earlier.find((other) => sameLabels(one.metric, other.metric));
      return {
        service,
        signal: plan.signal,
        name: plan.metric,
        unit: plan.unit,
        labels: one.metric,
        stepMs,
        points: toPoints(one, plan.scale),
        ...(weekEarlier === undefined ? {} : { weekEarlier: toPoints(weekEarlier, plan.scale) }),
      };
    }),
  );
  const asked = new Set(answers.map(({ plan }) => plan.signal));
  return [...series, ...errorRatio(series, asked.has('error_rate'))];
}

const toPoints = ({ values }: MatrixSeries, scale: number): Point[] =>
  values.map(([seconds, value]) => [Math.round(seconds * 1000), value === null ? null : value * scale]);

function sameLabels(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

/** A service that never failed has no series of failures: where requests were counted, that is zero, not unknown. */
function errorRatio(series: readonly MetricSeries[], errorsWereAsked: boolean): MetricSeries[] {
  const requests = series.find(({ signal }) => signal === 'request_rate');
  if (requests === undefined || !errorsWereAsked) return [];
  const errors = series.find(({ signal }) => signal === 'error_rate');
  const earlier = requests.weekEarlier && { weekEarlier: divide(errors?.weekEarlier ?? [], requests.weekEarlier) };
  return [
    {
      ...requests,
      signal: 'error_ratio',
      unit: 'ratio',
      points: divide(errors?.points ?? [], requests.points),
      ...earlier,
    },
  ];
}

function divide(errors: readonly Point[], requests: readonly Point[]): Point[] {
  const errorsAt = new Map(errors);
  return requests.map(([at, rate]) => {
    if (rate === null || rate <= 0) return [at, null];
    return [at, Math.min(1, (errorsAt.get(at) ?? 0) / rate)];
  });
}
