import { randomUUID } from 'node:crypto';
import type { InvestigationStore } from '@incidentfox/investigations';
import { TryLater } from '@incidentfox/jobs';
import { leaseRetryMs } from './thresholds.ts';

export interface LeaseOptions {
  readonly leases: Pick<InvestigationStore, 'claim' | 'renew' | 'release'>;
  readonly team: string;
  /** What only one job at a time may do, over all processes: `<investigation id>:slack`. */
  readonly name: string;
  /** How long a killed process keeps others waiting, in ms. Renewed while the work goes on. */
  readonly leaseMs: number;
}

/**
 * Runs `work` while no other job, in whatever process, holds the lease of that name: two jobs of one incident must not both
 * find that there is no message yet. Throws `TryLater` when another job holds it.
 */
export async function withLease<T>(options: LeaseOptions, work: () => Promise<T>): Promise<T> {
  const { leases, team, name, leaseMs } = options;
  const owner = randomUUID();
  const { claimed } = await leases.claim(team, name, owner, leaseMs);
  if (!claimed)
    throw new TryLater(
      leaseRetryMs + Math.floor(Math.random() * leaseRetryMs),
      'another job of this incident is running',
    );
  const renewal = setInterval(() => void leases.renew(team, name, owner, leaseMs).catch(() => {}), leaseMs / 3);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    await leases.release(team, name, owner).catch(() => {}); // it expires by itself while Redis is away
  }
}
