import { Failure } from '@incidentfox/failures';
import { type JobRun, TryLater } from '@incidentfox/jobs';
import { unclearRetryMs } from '../thresholds.ts';
import { SlackProblem } from './slack-problem.ts';

/**
 * What the queue understands of a problem with Slack: `TryLater`, or a `Failure` that says whether to try again. An unknown
 * outcome is tried again with the queue's growing delays, then once a minute until Slack answers. Anything else stays as it is.
 */
export function toJobFailure(thrown: unknown, run: Pick<JobRun, 'lastAttempt'>): unknown {
  if (!(thrown instanceof SlackProblem)) return thrown;
  if (thrown.kind === 'limited') return new TryLater(Math.max(1000, thrown.retryAfterMs), thrown.message);
  if (thrown.kind !== 'ambiguous') return new Failure('forbidden', thrown.message, { cause: thrown });
  if (run.lastAttempt) return new TryLater(unclearRetryMs, thrown.message);
  return new Failure('unavailable', `Slack gave no clear answer (${thrown.code})`, { cause: thrown });
}
