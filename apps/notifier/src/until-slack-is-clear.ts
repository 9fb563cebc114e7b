import { Failure } from '@incidentfox/failures';
import { type JobRun, TryLater } from '@incidentfox/jobs';
import { SlackProblem } from './slack/slack-problem.ts';

/** An unknown outcome is tried again by the queue, first with its growing delays, then once a minute until Slack is back. */
export async function untilSlackIsClear(run: JobRun, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (problem) {
    if (!(problem instanceof SlackProblem)) throw problem;
    if (problem.kind === 'limited') throw new TryLater(Math.max(1000, problem.retryAfterMs), problem.message);
    if (problem.kind !== 'ambiguous') throw new Failure('forbidden', problem.message, { cause: problem });
    if (run.lastAttempt) throw new TryLater(60_000, problem.message);
    throw new Failure('unavailable', `Slack gave no clear answer (${problem.code})`, { cause: problem });
  }
}
