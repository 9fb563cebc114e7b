import { logSurprise } from '../ranking/log-surprise.ts';
import { countSince, type Statement } from './statement.ts';
import { changeStepMs, maxChangeAfterAlarmMs, maxChangeBeforeAlarmMs } from './thresholds.ts';

/**
 * The moment since which the logs differ most from before, epoch ms: the alarm may be minutes off, and lines of normal
 * operation counted as trouble hide it. Among equal moments, the one nearest to the alarm.
 */
export function whenLogsChanged(services: readonly (readonly Statement[])[], alarmAt: number): number {
  let [best, highest] = [alarmAt, surpriseSince(services, alarmAt)];
  for (const at of momentsAround(alarmAt)) {
    const surprise = surpriseSince(services, at);
    if (surprise > highest) [best, highest] = [at, surprise];
  }
  return best;
}

/** The moments to try around the alarm, epoch ms, nearest first. */
function momentsAround(alarmAt: number): number[] {
  const moments: number[] = [];
  for (let away = changeStepMs; away <= maxChangeAfterAlarmMs; away += changeStepMs) {
    if (away <= maxChangeBeforeAlarmMs) moments.push(alarmAt - away);
    moments.push(alarmAt + away);
  }
  return moments;
}

function surpriseSince(services: readonly (readonly Statement[])[], since: number): number {
  return services.reduce(
    (highest, statements) => Math.max(highest, logSurprise(statements.map((one) => countSince(one, since)))),
    0,
  );
}
