import type { MetricSeries, Point } from '@incidentfox/incident';

/**
 * The share of failed requests, wherever requests were counted; nothing when they were not. A service that never failed has no
 * series of failures: where requests were counted, that is zero, not unknown.
 */
export function errorRatioOf(series: readonly MetricSeries[], name: string): MetricSeries[] {
  const requests = series.find(({ signal }) => signal === 'request_rate');
  if (requests === undefined) return [];
  const errors = series.find(({ signal }) => signal === 'error_rate');
  const weekEarlier = requests.weekEarlier && divide(errors?.weekEarlier ?? [], requests.weekEarlier);
  const points = divide(errors?.points ?? [], requests.points);
  return [
    {
      ...requests,
      signal: 'error_ratio',
      name,
      unit: 'ratio',
      points,
      ...(weekEarlier === undefined ? {} : { weekEarlier }),
    },
  ];
}

/** Failures per request, point by point; null where nothing was requested. */
export function divide(errors: readonly Point[], requests: readonly Point[]): Point[] {
  const errorsAt = new Map(errors);
  return requests.map(([at, rate]) => [
    at,
    rate === null || rate <= 0 ? null : Math.min(1, (errorsAt.get(at) ?? 0) / rate),
  ]);
}
