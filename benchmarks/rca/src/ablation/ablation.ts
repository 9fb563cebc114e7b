import type { MetricSeries, Observations } from '@incidentfox/incident';
import { toObservations } from '../adapter/to-observations.ts';
import type { LoadedCase } from '../cases/case-file.ts';

/** A way to make a case harder: a wrong alarm time, or a kind of telemetry that is not there. */
export interface Ablation {
  name: string;
  /** Seconds by which the alarm is moved, given the set's step in seconds. */
  alarmShiftS?: (stepS: number) => number;
  change?: (observations: Observations) => Observations;
}

const isResource = ({ signal }: MetricSeries) => ['cpu', 'memory', 'disk', 'saturation'].includes(signal);
const isLatency = ({ signal, unit }: MetricSeries) =>
  signal.startsWith('latency') || (signal === 'network' && unit === 's');
const isTraffic = ({ signal }: MetricSeries) => signal === 'request_rate';
const isFailure = ({ signal }: MetricSeries) => signal.startsWith('error') || signal === 'availability';
const isTrace = ({ name }: MetricSeries) => name.startsWith('trace');

const without = (test: (series: MetricSeries) => boolean) => (observations: Observations) => ({
  ...observations,
  series: observations.series.filter((series) => !test(series)),
});

export const ablations: readonly Ablation[] = [
  { name: 'alarm 60 s late', alarmShiftS: () => 60 },
  { name: 'alarm one step late', alarmShiftS: (step) => step },
  { name: 'alarm 5 min early', alarmShiftS: () => -300 },
  { name: 'no resource metrics', change: without(isResource) },
  { name: 'no latencies', change: without(isLatency) },
  { name: 'no request rates', change: without(isTraffic) },
  { name: 'no error rates', change: without(isFailure) },
  { name: 'no trace series', change: without(isTrace) },
  { name: 'no logs', change: (observations) => ({ ...observations, logs: [] }) },
  { name: 'no call graph', change: (observations) => ({ ...observations, edges: [] }) },
  { name: 'no target', change: ({ target: _, ...observations }) => ({ ...observations, affected: [] }) },
];

/** A case made harder; null when it has nothing of what is to be taken away. */
export function ablate(loaded: LoadedCase, { alarmShiftS, change }: Ablation): Observations | null {
  const shiftS = alarmShiftS?.(loaded.record.step_s) ?? 0;
  const observations = toObservations(loaded, { alarmShiftMs: shiftS * 1000 });
  const less = change?.(observations) ?? observations;
  const isSame =
    less.series.length === observations.series.length &&
    less.logs.length === observations.logs.length &&
    less.edges.length === observations.edges.length &&
    less.target === observations.target;
  return change !== undefined && isSame ? null : less;
}
