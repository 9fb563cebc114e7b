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

/** The series a week earlier that has the same labels as one of now. */
export function findEarlier({ earlier }: RangeAnswer): (now: MatrixSeries) => MatrixSeries | undefined {
  const byLabels = new Map(earlier.map((one) => [labelsKey(one.metric), one]));
  return ({ metric }) => byLabels.get(labelsKey(metric));
}

function labelsKey(labels: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}
