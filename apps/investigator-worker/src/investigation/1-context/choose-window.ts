import type { Window } from '@incidentfox/incident';

const minute = 60_000;
/** Alarms come late: a rule that fires after five minutes and a person who declares after ten are both usual. */
const usualLookbackMinutes = 30;
const longestLookbackMinutes = 24 * 60;
/** Beyond this, what happened later is recovery or another story. */
const longestAfterAlarm = 60 * minute;

/**
 * The stretch to examine around an alarm, epoch ms.
 * @param alarmAt when the alarm was raised
 * @param now the end is never in the future
 * @param lookbackMinutes how far back a person asked to look; bounded to a day
 */
export function chooseWindow(alarmAt: number, now: number, lookbackMinutes = usualLookbackMinutes): Window {
  const back = Math.min(Math.max(5, lookbackMinutes), longestLookbackMinutes) * minute;
  return { from: alarmAt - back, to: Math.max(alarmAt + minute, Math.min(now, alarmAt + longestAfterAlarm)) };
}
