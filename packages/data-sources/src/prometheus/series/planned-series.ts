import type { Signal, Unit } from '@incidentfox/incident';

/** One expression to question, and what its values are. */
export interface PlannedSeries {
  readonly signal: Signal;
  readonly expression: string;
  readonly metric: string;
  readonly unit: Unit;
  /** Values are multiplied by this at the edge: 0.001 for milliseconds. */
  readonly scale: number;
  /** One series a callee; the label that names it, and which side took the measure. */
  readonly peer?: { readonly label: string; readonly side: 'client' | 'server' };
  /** One series a pod: their sum is the service's, and each one's own is given too. */
  readonly perPod?: true;
}

export function plan(
  signal: Signal,
  unit: Unit,
  metric: string,
  expression: string,
  more: Partial<Pick<PlannedSeries, 'scale' | 'peer' | 'perPod'>> = {},
): PlannedSeries {
  return { signal, expression, metric, unit, scale: 1, ...more };
}
