import type { MetricSeries, Unit as OurUnit, Point, Signal } from '@incidentfox/incident';
import type { Timeseries, Unit } from './responses.schema.ts';

/** What one formula asks for. */
export interface Wanted {
  readonly signal: Signal;
  readonly name: string;
  /** Our unit; what comes in another unit of the same family is converted. */
  readonly unit: OurUnit;
}

const bases: Readonly<Record<string, OurUnit>> = { time: 's', bytes: 'By', cpu: 'cores' };

/** Normalised series; the error ratio is added where both rates are there. `earlier` is the same span a week before. */
export function toMetricSeries(
  service: string,
  wanted: readonly Wanted[],
  now: Timeseries,
  earlier: Timeseries | undefined,
  stepMs: number,
): MetricSeries[] {
  const series = wanted.flatMap((one, i): MetricSeries[] => {
    const points = pointsOf(now, i, one);
    if (points === undefined) return [];
    const weekEarlier = earlier && pointsOf(earlier, i, one);
    return [
      {
        service,
        signal: one.signal,
        name: one.name,
        unit: one.unit,
        labels: {},
        stepMs,
        points,
        ...(weekEarlier === undefined ? {} : { weekEarlier }),
      },
    ];
  });
  return [...series, ...errorRatio(series)];
}

/** The series of one formula; undefined when it has none. */
function pointsOf({ series, times, values }: Timeseries, formula: number, wanted: Wanted): Point[] | undefined {
  const at = series.findIndex(({ query_index: index }) => index === formula);
  const column = values[at];
  if (column === undefined) return undefined;
  const scale = scaleOf(series[at]?.unit, wanted.unit);
  return times.map((time, i) => {
    const value = column[i];
    return [time, value === null || value === undefined ? null : value * scale];
  });
}

/** Datadog says how many base units one of its units is (microsecond: 0.000001 s). Other families stay as they are. */
function scaleOf(unit: readonly (Unit | null)[] | null | undefined, wanted: OurUnit): number {
  const [own] = unit ?? [];
  return own && bases[own.family ?? ''] === wanted ? (own.scale_factor ?? 1) : 1;
}

/** A service that never failed has no series of failures: where requests were counted, that is zero, not unknown. */
function errorRatio(series: readonly MetricSeries[]): MetricSeries[] {
  const requests = series.find(({ signal }) => signal === 'request_rate');
  if (requests === undefined) return [];
  const errors = series.find(({ signal }) => signal === 'error_rate');
  const weekEarlier = requests.weekEarlier && divide(errors?.weekEarlier ?? [], requests.weekEarlier);
  const points = divide(errors?.points ?? [], requests.points);
  return [
    {
      ...requests,
      signal: 'error_ratio',
      name: 'errors / hits',
      unit: 'ratio',
      points,
      ...(weekEarlier === undefined ? {} : { weekEarlier }),
    },
  ];
}

function divide(errors: readonly Point[], requests: readonly Point[]): Point[] {
  const errorsAt = new Map(errors);
  return requests.map(([at, rate]) => [
    at,
    rate === null || rate <= 0 ? null : Math.min(1, (errorsAt.get(at) ?? 0) / rate),
  ]);
}
