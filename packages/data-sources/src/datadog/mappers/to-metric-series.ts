import type { MetricSeries, Point, Signal, Unit } from '@incidentfox/incident';
import { errorRatioOf } from '../../answering/error-ratio.ts';
import type { DatadogUnit, Timeseries } from '../responses.schema.ts';

/** What one formula asks for. */
export interface Wanted {
  readonly signal: Signal;
  readonly name: string;
  /** Our unit; what comes in another unit of the same family is converted. */
  readonly unit: Unit;
}

const bases: Readonly<Record<string, Unit>> = { time: 's', bytes: 'By', cpu: 'cores' };

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
  return [...series, ...errorRatioOf(series, 'errors / hits')];
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
function scaleOf(unit: readonly (DatadogUnit | null)[] | null | undefined, wanted: Unit): number {
  const [own] = unit ?? [];
  return own && bases[own.family ?? ''] === wanted ? (own.scale_factor ?? 1) : 1;
}
