import { randomUUID } from 'node:crypto';
import type { InvestigationStore, Lease } from '@incidentfox/investigations';
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
 * find that there is no message yet. Its outbox is to be written under the lease it is given: a process that was stopped for
 * longer than its lease then says nothing over what another has said since. Throws `TryLater` when another job holds it.
 */
export async function withLease<T>(options: LeaseOptions, work: (lease: Lease) => Promise<T>): Promise<T> {
  const { leases, team, name, leaseMs } = options;
  const claim = await leases.claim(team, name, randomUUID(), leaseMs);
  if (!claim.claimed)
    throw new TryLater(
      leaseRetryMs + Math.floor(Math.random() * leaseRetryMs),
      'another job of this incident is running',
    );
  const { lease } = claim;
  const renewal = setInterval(() => void leases.renew(lease, leaseMs).catch(() => {}), leaseMs / 3);
  try {
    return await work(lease);
  } finally {
    clearInterval(renewal);
    await leases.release(lease).catch(() => {}); // it expires by itself while Redis is away
  }
}
