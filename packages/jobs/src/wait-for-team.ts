import { Failure } from '@incidentfox/failures';
import { type JobRun, TryLater } from './job-handler.ts';

const hour = 3_600_000;
/** A configuration is rolled out over hours at most; after that the team is gone for good. */
const defaultMaxWaitMs = 6 * hour;
const retryMs = 10_000;

/**
 * For a job of a team the configuration does not have: whoever added the job may have read a newer one, or the team is put
 * back in a moment. Throws `TryLater`, and after `maxWaitMs` (six hours, unless people wait for less) `Failure` (`config`).
 */
export function waitForTeam(
  team: string,
  run: Pick<JobRun, 'addedAt'>,
  now: number,
  maxWaitMs: number = defaultMaxWaitMs,
): never {
  const reason = `the configuration has no team ${team}`;
  if (now - run.addedAt < maxWaitMs) throw new TryLater(retryMs, reason, { isUnexpected: true });
  throw new Failure('config', reason);
}
