import type { Signal } from '@incidentfox/incident';
import type { Shift } from '../onset/shift.ts';
import type { EvidenceDraft } from './evidence-book.ts';
import { formatQuantity } from './format-quantity.ts';
import { seriesWords } from './series-words.ts';
import { sparkPoints } from './thresholds.ts';
import { beganAt, valuesOf } from './values-of-shift.ts';

function spark(shift: Shift): number[] | null {
  const values = shift.series.points.flatMap(([, value]) => (value === null ? [] : [value]));
  if (values.length < 3) return null;
  const step = Math.max(1, values.length / sparkPoints);
  const picked: number[] = [];
  for (let at = 0; at < values.length; at += step) picked.push(values[Math.floor(at)] ?? 0);
  return picked;
}

/** A shift as evidence: value, normal value, since when. */
export function describeShift(found: Shift): EvidenceDraft {
  const shift = { ...found, onsetAt: beganAt(found) };
  const { series } = shift;
  const seen = valuesOf(shift);
  const [value, normal] = [seen.value, seen.normal].map((one) => rounded(series.signal, one)) as [number, number];
  const unit = series.unit;
  const more = seen.isGrowth ? ' more' : '';
  const words = (quantity: number) => `${formatQuantity(quantity, unit)}${more}`;
  return {
    kind: shift.significant ? 'metric_shift' : 'metric_normal',
    service: series.service,
    at: shift.significant ? shift.onsetAt : null,
    title: `${seriesWords(series)}: ${words(value)} (normal: ${words(normal)})`,
    value,
    baseline: normal,
    unit,
    facts: {
      signal: series.signal,
      metric: series.name,
      direction: shift.direction,
      peak: shift.peak,
      ...(series.side === undefined ? {} : { side: series.side }),
      ...(series.peer === undefined ? {} : { peer: series.peer, side: series.side ?? 'client' }),
      ...(series.labels.pod === undefined ? {} : { pod: series.labels.pod }),
      ...(series.labels.node === undefined ? {} : { node: series.labels.node }),
      ...(shift.recoveredAt === null ? {} : { recoveredAt: shift.recoveredAt }),
    },
    ...(series.questionId === undefined ? {} : { questionId: series.questionId }),
    spark: spark(shift),
  };
}

/** Nobody counts a part of a restart, whatever a source makes of its samples. */
const rounded = (signal: Signal, value: number): number => (signal === 'restarts' ? Math.round(value) : value);
