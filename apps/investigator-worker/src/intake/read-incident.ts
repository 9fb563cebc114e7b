import { Failure, type FailureKind } from '@incidentfox/failures';
import type { Incident } from '@incidentfox/incident';
import { type JobRun, TryLater } from '@incidentfox/jobs/bullmq';
import type { Team } from '../team.ts';
import type { WorkerDeps } from '../worker-deps.ts';

interface LookedAt {
  readonly incidentId: string;
  /** What the webhook said; a request of which nothing is known is treated as one about a public incident. */
  readonly visibility?: 'public' | 'private' | undefined;
}

const refusals: ReadonlySet<FailureKind> = new Set(['forbidden', 'not_found', 'auth']);

/**
 * The incident as the API has it now, for a job: the one place that says how long a job waits for incident.io. Away (503, time
 * out, a proxy's page instead of an answer) is a failure the queue tries again for half an hour; a 403, 404 or 401 is tried
 * again for minutes (`TryLater`). Null when it was refused for as long as that.
 * @throws Failure `auth` when the key itself was refused for as long as that
 */
export async function readIncident(
  deps: Pick<WorkerDeps, 'refusals'>,
  team: Team,
  about: LookedAt,
  run: Pick<JobRun, 'jobId'>,
): Promise<Incident | null> {
  try {
    const incident = await team.incidentIo.incident(about.incidentId);
    deps.refusals.forget(run.jobId);
    return incident;
  } catch (thrown) {
    const failure = thrown instanceof Failure ? thrown : null;
    if (failure?.kind === 'contract') throw awayInstead(failure);
    if (!failure || !refusals.has(failure.kind)) throw thrown;
    const waitMs = deps.refusals.nextTryMs(run.jobId, about.visibility ?? 'public');
    if (waitMs !== null) throw new TryLater(waitMs, failure.message);
    deps.refusals.forget(run.jobId);
    if (failure.kind === 'auth') throw failure;
    return null;
  }
}

/** What came back is no incident: most likely something between us and incident.io answered in its place. */
function awayInstead(failure: Failure): Failure {
  return new Failure('unavailable', failure.message, { status: failure.status, cause: failure });
}

/** True for a clear no, which is an answer; everything else means that nobody knows. */
export function isRefusal(thrown: unknown): boolean {
  return thrown instanceof Failure && refusals.has(thrown.kind);
}

/** True when incident.io, or the way to it, is away: a judgement without its answer would be a guess. */
export function isAway(thrown: unknown): boolean {
  return !(thrown instanceof Failure) || thrown.retry === 'later';
}
