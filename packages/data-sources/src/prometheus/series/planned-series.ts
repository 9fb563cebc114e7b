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
  /** How long a time each value tells of, ms; absent when it is read at its moment. */
  readonly rateWindowMs?: number;
}

/** How long a time each value of an expression tells of: its longest range. Nothing where it reads the moment. */
function rateWindowOf(expression: string): { rateWindowMs?: number } {
  const seconds = [...expression.matchAll(/\[(\d+)s\]/g)].map(([, range]) => Number(range));
  return seconds.length === 0 ? {} : { rateWindowMs: Math.max(...seconds) * 1000 };
}

export function plan(
  signal: Signal,
  unit: Unit,
  metric: string,
  expression: string,
  more: Partial<Pick<PlannedSeries, 'scale' | 'peer' | 'perPod'>> = {},
): PlannedSeries {
  return { signal, expression, metric, unit, scale: 1, ...rateWindowOf(expression), ...more };
}
