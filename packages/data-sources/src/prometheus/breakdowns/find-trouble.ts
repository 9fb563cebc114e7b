import type { MetricSeries, Window } from '@incidentfox/incident';
import type { Question } from '../../data-source.ts';
import { maxTroubleMs, minTroubleMs } from '../limits.ts';

/** When and how a service's requests are in trouble, as far as its series show. */
export interface RequestTrouble {
  readonly window: Window;
  readonly kind: 'failing' | 'slow' | 'busy';
  /** For slow requests: what the slowest twentieth took in normal time, seconds. */
  readonly usualSeconds: number;
}

/** By how much a signal must exceed its highest and its usual value of normal time. */
const signals: readonly { signal: MetricSeries['signal']; kind: RequestTrouble['kind']; timesUsual: number }[] = [
  { signal: 'error_rate', kind: 'failing', timesUsual: 3 },
  { signal: 'latency_p95', kind: 'slow', timesUsual: 1.5 },
  { signal: 'request_rate', kind: 'busy', timesUsual: 2 },
];

/**
 * The ranges in which failures, latency or load are far from their normal: only then it is worth asking where. A cheap look to spare
 * requests; whether it is trouble is not decided here.
 */
export function findTrouble(
  series: readonly MetricSeries[],
  question: Pick<Question, 'window' | 'baselines'>,
): RequestTrouble[] {
  return signals.flatMap(({ signal, kind, timesUsual }): RequestTrouble[] => {
    const one = series.find(
      (each) => each.signal === signal && each.peer === undefined && each.labels.pod === undefined,
    );
    if (one === undefined) return [];
    const usual = valuesIn(one, question.baselines.before);
    const [highest, middle] = [Math.max(0, ...usual), usual.sort((a, b) => a - b)[Math.floor(usual.length / 2)] ?? 0];
    const level = Math.max(highest, timesUsual * middle);
    const ill = one.points.filter(([at, value]) => at >= question.window.from && value !== null && value > level);
    const window = rangeOf(
      ill.map(([at]) => at),
      one.stepMs,
      question.window,
    );
    return window === null || (signal !== 'error_rate' && usual.length === 0)
      ? []
      : [{ window, kind, usualSeconds: middle }];
  });
}

function valuesIn({ points }: MetricSeries, { from, to }: Window): number[] {
  return points.flatMap(([at, value]) => (at >= from && at < to && value !== null ? [value] : []));
}

/** From the first to the last of them; the newest part when that is long. */
function rangeOf(times: readonly number[], stepMs: number, window: Window): Window | null {
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return null;
  const to = Math.min(window.to, last + stepMs);
  return { from: Math.max(window.from, Math.min(first - stepMs, to - minTroubleMs), to - maxTroubleMs), to };
}
