import type { Signal } from '@incidentfox/incident';
import { ascending, quantileOfSorted } from '../onset/robust.ts';
import type { Shift } from '../onset/shift.ts';
import type { EvidenceDraft } from './evidence-book.ts';
import { formatQuantity } from './format-quantity.ts';
import { sparkPoints } from './thresholds.ts';

const signalWords: Record<Signal, string> = {
  request_rate: 'request rate',
  error_rate: 'error rate',
  error_ratio: 'error ratio',
  availability: 'availability',
  latency_p50: 'median latency',
  latency_p95: '95th percentile latency',
  latency_p99: '99th percentile latency',
  latency_mean: 'mean latency',
  cpu: 'CPU',
  memory: 'memory',
  disk: 'disk',
  network: 'network traffic',
  saturation: 'saturation',
  queue_age: 'waiting time in the queue',
  queue_length: 'queue length',
  miss_ratio: 'share of look-ups that miss',
  restarts: 'restarts',
  custom: 'metric',
};

/** What a series measures, in words, with the peer or the pod it is about. */
export function seriesWords(shift: Shift): string {
  const { series } = shift;
  const what = series.signal === 'custom' ? series.name : signalWords[series.signal];
  const peer = series.peer === undefined ? '' : ` of calls ${series.side === 'server' ? 'from' : 'to'} ${series.peer}`;
  const part = series.labels.pod ?? series.labels.instance ?? series.labels.node;
  return `${series.service} ${what}${peer}${part === undefined ? '' : ` on ${part}`}`;
}

/**
 * What the value became: the upper quartile since the onset, in the direction of the shift. A peak would overstate a noisy
 * series; a mean would understate a rise that came in slowly, as rates over some minutes do.
 */
export function typicalSince(shift: Shift): number {
  const until = shift.recoveredAt ?? Number.POSITIVE_INFINITY;
  const values: number[] = [];
  for (const [at, value] of shift.series.points)
    if (value !== null && at >= shift.onsetAt && at < until) values.push(value);
  return values.length === 0 ? shift.peak : quantileOfSorted(ascending(values), shift.direction === 'up' ? 0.75 : 0.25);
}

function spark(shift: Shift): number[] | null {
  const values = shift.series.points.flatMap(([, value]) => (value === null ? [] : [value]));
  if (values.length < 3) return null;
  const step = Math.max(1, values.length / sparkPoints);
  const picked: number[] = [];
  for (let at = 0; at < values.length; at += step) picked.push(values[Math.floor(at)] ?? 0);
  return picked;
}

/** A shift as evidence: value, normal value, since when. */
export function describeShift(shift: Shift): EvidenceDraft {
  const { series } = shift;
  const value = shift.significant ? typicalSince(shift) : shift.level;
  const unit = series.unit;
  const normal = formatQuantity(shift.baseline, unit);
  return {
    kind: shift.significant ? 'metric_shift' : 'metric_normal',
    service: series.service,
    at: shift.significant ? shift.onsetAt : null,
    title: `${seriesWords(shift)}: ${formatQuantity(value, unit)} (normal: ${normal})`,
    value,
    baseline: shift.baseline,
    unit,
    facts: {
      signal: series.signal,
      metric: series.name,
      direction: shift.direction,
      peak: shift.peak,
      ...(series.peer === undefined ? {} : { peer: series.peer, side: series.side ?? 'client' }),
      ...(series.labels.pod === undefined ? {} : { pod: series.labels.pod }),
      ...(series.labels.node === undefined ? {} : { node: series.labels.node }),
      ...(shift.recoveredAt === null ? {} : { recoveredAt: shift.recoveredAt }),
    },
    ...(series.questionId === undefined ? {} : { questionId: series.questionId }),
    spark: spark(shift),
  };
}
