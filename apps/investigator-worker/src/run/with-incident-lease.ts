import { performance } from 'node:perf_hooks';
import type { InvestigationStore, Lease } from '@incidentfox/investigations';
import { TryLater } from '@incidentfox/jobs/bullmq';
import type { WorkerDeps } from '../worker-deps.ts';

/** How long the incident of a killed worker stays taken. */
const leaseMs = 30_000;
/** How soon a request to stop, and the loss of the lease, are noticed. */
const renewEveryMs = 3_000;
/** When a run that lost its incident looks who has it now. */
const lostRetryMs = 5_000;

/** Thrown into a run whose incident was declined, merged or closed. The message is for people. */
export class StopRequested extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'StopRequested';
  }
}

/** What only the holder of an incident's lease works with. */
export interface HeldIncident {
  /** Aborts when the job is cancelled, the lease was lost, or somebody asked the run to stop (`StopRequested`). */
  readonly signal: AbortSignal;
  /** The records, written under the lease: refused from the moment on that it is lost. */
  readonly investigations: InvestigationStore;
}

/**
 * Runs `work` while this job (`run`) alone has the incident. A lease that is lost (the process was stopped for a while, Redis
 * was emptied) ends the work, and the job waits to see who goes on.
 * @returns the other owner when the incident is taken, else undefined after the work
 */
export async function withIncidentLease(
  deps: Pick<WorkerDeps, 'investigations' | 'logger'>,
  incident: { team: string; id: string },
  run: { jobId: string; signal: AbortSignal },
  work: (held: HeldIncident) => Promise<void>,
): Promise<string | undefined> {
  const { investigations } = deps;
  const claimedAt = performance.now();
  const claim = await investigations.claim(incident.team, incident.id, run.jobId, leaseMs);
  if (!claim.claimed) return claim.owner;
  const { lease } = claim;
  const kept = keepLease(deps, lease, claimedAt);
  try {
    const signal = AbortSignal.any([run.signal, kept.stop, kept.lost]);
    await work({ signal, investigations: investigations.under(lease) });
  } catch (error) {
    if (await kept.isLost()) throw new TryLater(lostRetryMs, 'the lease of this incident was lost');
    throw error;
  } finally {
    kept.end();
    await investigations.release(lease).catch(() => {}); // it runs out by itself while Redis is away
  }
  return undefined;
}

interface KeptLease {
  readonly stop: AbortSignal;
  readonly lost: AbortSignal;
  isLost(): Promise<boolean>;
  end(): void;
}

/** Renews the lease until `end`, and notices that it is lost or that the run should stop. */
function keepLease(
  { investigations, logger }: Pick<WorkerDeps, 'investigations' | 'logger'>,
  lease: Lease,
  claimedAt: number,
): KeptLease {
  const stop = new AbortController();
  const lost = new AbortController();
  let renewedAt = claimedAt;
  const lose = () => {
    if (lost.signal.aborted) return;
    logger.warn({ incidentId: lease.name, team: lease.team }, 'incident lease lost: this run ends here');
    lost.abort(new Error('the lease of this incident was lost'));
  };
  const renew = async () => {
    // Longer than the lease lasts without a renewal: it has run out, whatever Redis would say once it answers.
    if (performance.now() - renewedAt >= leaseMs) return lose();
    const askedAt = performance.now();
    if (!(await investigations.renew(lease, leaseMs))) return lose();
    renewedAt = askedAt;
    const reason = await investigations.stopRequest(lease.team, lease.name);
    if (reason !== null) stop.abort(new StopRequested(reason));
  };
  const renewal = setInterval(() => {
    renew().catch((error: unknown) => logger.warn({ incidentId: lease.name, error }, 'incident lease not renewed'));
  }, renewEveryMs);
  return {
    stop: stop.signal,
    lost: lost.signal,
    isLost: async () => {
      await renew().catch(() => {}); // while Redis does not answer, what the work said stands
      return lost.signal.aborted;
    },
    end: () => clearInterval(renewal),
  };
}
