import type { WorkerRoom } from './worker-room.ts';

/** A killed worker's incident is free again after this. */
export const leaseMs = 30_000;
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
 * Runs `work` while this incident belongs to `owner` alone; its signal aborts when the job is cancelled or somebody asked
 * the run to stop.
 * @returns the other owner when the incident is taken, else undefined after the work
 */
export async function holdIncident(
  room: WorkerRoom,
  incident: { team: string; id: string },
  run: { jobId: string; signal: AbortSignal },
  work: (signal: AbortSignal) => Promise<void>,
): Promise<string | undefined> {
  const { investigations } = room;
  const claim = await investigations.claim(incident.team, incident.id, run.jobId, leaseMs);
  if (!claim.claimed) return claim.owner;
  const stop = new AbortController();
  const renewal = setInterval(() => {
    keep().catch((error: Error) =>
      room.logger.warn({ incidentId: incident.id, reason: error.message }, 'The lease was not renewed'),
    );
  }, renewEveryMs);
  const keep = async () => {
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
