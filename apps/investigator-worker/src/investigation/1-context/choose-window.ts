import type { Window } from '@incidentfox/incident';

const minute = 60_000;
/** Alarms come late: rules often fire after five minutes, and people often declare after ten. */
const defaultLookbackMinutes = 30;
const maxLookbackMinutes = 24 * 60;
/** What happens later than this is recovery or another problem. */
const maxAfterAlarm = 60 * minute;

/**
 * The time range to examine around an alarm, epoch ms.
 * @param alarmAt when the alarm was raised
 * @param now the end is never in the future
 * @param lookbackMinutes how far back a person asked to look; bounded to a day
 */
export function chooseWindow(alarmAt: number, now: number, lookbackMinutes = defaultLookbackMinutes): Window {
  const back = Math.min(Math.max(5, lookbackMinutes), maxLookbackMinutes) * minute;
  return { from: alarmAt - back, to: Math.max(alarmAt + minute, Math.min(now, alarmAt + maxAfterAlarm)) };
}
