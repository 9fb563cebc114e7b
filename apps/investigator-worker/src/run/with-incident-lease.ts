import type { WorkerDeps } from '../worker-deps.ts';

/** How long the incident of a killed worker stays taken. */
const leaseMs = 30_000;
/** How soon a request to stop is noticed. */
const renewEveryMs = 3_000;

/** Thrown into a run whose incident was declined, merged or closed. The message is for people. */
export class StopRequested extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'StopRequested';
  }
}

/**
 * Runs `work` while this job (`run`) alone has the incident; its signal aborts when the job is cancelled or somebody asked
 * the run to stop.
 * @returns the other owner when the incident is taken, else undefined after the work
 */
export async function withIncidentLease(
  deps: WorkerDeps,
  incident: { team: string; id: string },
  run: { jobId: string; signal: AbortSignal },
  work: (signal: AbortSignal) => Promise<void>,
): Promise<string | undefined> {
  const { investigations } = deps;
  const claim = await investigations.claim(incident.team, incident.id, run.jobId, leaseMs);
  if (!claim.claimed) return claim.owner;
  const stop = new AbortController();
  const renewal = setInterval(() => {
    renewLease().catch((error: unknown) =>
      deps.logger.warn({ incidentId: incident.id, error }, 'incident lease not renewed'),
    );
  }, renewEveryMs);
  const renewLease = async () => {
    await investigations.renew(incident.team, incident.id, run.jobId, leaseMs);
    const reason = await investigations.stopRequest(incident.team, incident.id);
    if (reason !== null) stop.abort(new StopRequested(reason));
  };
  try {
    await work(AbortSignal.any([run.signal, stop.signal]));
  } finally {
    clearInterval(renewal);
    await investigations.release(incident.team, incident.id, run.jobId);
  }
  return undefined;
}
