import type { MetricSeries } from '@incidentfox/incident';
import type { MatrixSeries } from '../responses.schema.ts';
import type { PlannedSeries } from './planned-series.ts';

/** What came back for one expression: the span, and the span a week earlier. */
export interface RangeAnswer {
  readonly plan: PlannedSeries;
  readonly now: readonly MatrixSeries[];
  readonly earlier: readonly MatrixSeries[];
}

/** One series of an answer with what it is about, before its points are scaled. */
export interface Part {
  readonly about: Pick<MetricSeries, 'service' | 'labels'> & Partial<Pick<MetricSeries, 'peer' | 'side'>>;
  readonly now: MatrixSeries;
  readonly earlier: MatrixSeries | undefined;
}

export function sameLabels(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
