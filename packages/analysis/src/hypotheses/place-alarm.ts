import type { Observations } from '@incidentfox/incident';
import { whenVolumeRose } from '../log-patterns/volume.ts';

/** An alarm this much later than the errors is one that came when the trouble was known, or over. */
const lateMs = 8 * 60_000;
const aMinute = 60_000;

/**
 * When the trouble was there to be measured. Metrics are compared before and after the alarm; for an incident that was declared
 * long after its errors began, that moment is taken from the logs instead. The alarm itself unless errors are clearly older.
 */
export function placeAlarm({ alarmAt, logs }: Observations): number {
  const rises = logs
    .filter(({ level }) => level === 'error')
    .flatMap((digest) => {
      const at = whenVolumeRose(digest);
      return at === null ? [] : [{ at, lines: digest.total }];
    })
    .sort((a, b) => b.lines - a.lines);
  const loudest = rises[0];
  return loudest !== undefined && alarmAt - loudest.at > lateMs ? loudest.at + aMinute : alarmAt;
}
