import type { Observations } from '@incidentfox/incident';
import { whenVolumeRose } from '../log-patterns/volume.ts';
import { measureShift } from '../onset/measure-shift.ts';
import { familyOf, familyOfSignal, harmOf } from '../ranking/signal-families.ts';
import { earlyAlarmMs, lateAlarmMs, minTargetEffect, minuteMs } from './thresholds.ts';

/**
 * When the trouble was there to be measured. Metrics are compared before and after the alarm; for an incident that was declared
 * long after its errors began, that moment is taken from the logs instead, and for an alarm that came before its own signal
 * moved, from that signal. The alarm itself unless one of them clearly disagrees.
 */
export function estimateOnsetForAlarm(observations: Observations): number {
  const { alarmAt } = observations;
  const erred = whenErrorsRose(observations);
  if (erred !== null && alarmAt - erred > lateAlarmMs) return erred + minuteMs;
  const felt = whenTargetMoved(observations);
  return felt !== null && felt - alarmAt > earlyAlarmMs ? felt : alarmAt;
}

/** When error lines began to surge, epoch ms, by the digest with the most lines among those that surged; null when none did. */
function whenErrorsRose({ logs }: Observations): number | null {
  const rises = logs
    .filter(({ level }) => level === 'error')
    .flatMap((digest) => {
      const at = whenVolumeRose(digest);
      return at === null ? [] : [{ at, lines: digest.total }];
    })
    .sort((a, b) => b.lines - a.lines);
  return rises[0]?.at ?? null;
}

/** The middle of the first sample in which the signal that raised the alarm was off, by its clearest series. */
function whenTargetMoved({ series, target, window, alarmAt }: Observations): number | null {
  if (target === undefined) return null;
  const family = familyOfSignal(target.signal);
  const moved = series
    .filter(({ service, peer }) => service === target.service && peer === undefined)
    .flatMap((one) => measureShift(one, window, alarmAt) ?? [])
    .filter((shift) => familyOf(shift) === family && harmOf(shift) >= minTargetEffect)
    .sort((a, b) => harmOf(b) - harmOf(a));
  const clearest = moved[0];
  return clearest === undefined ? null : clearest.onsetAt + clearest.series.stepMs / 2;
}
