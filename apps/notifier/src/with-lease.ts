import { randomUUID } from 'node:crypto';
import type { InvestigationStore, Lease } from '@incidentfox/investigations';
import { TryLater } from '@incidentfox/jobs';
import { leaseRetryMs } from './thresholds.ts';

/** What a job holds while it works. */
export interface HeldLease extends Lease {
  /**
   * To be called right before a request that cannot be fenced by Redis: a process that was stopped may find its lease with
   * another when it goes on. Asks Redis unless it said lately that the lease is held. Throws `TryLater` when it is lost.
   */
  assertHeld(): Promise<void>;
}

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
 * find that there is no message yet. Its outbox is to be written under the lease it is given, and its requests sent after
 * `assertHeld`: a process that was stopped for longer than its lease then says nothing over what another has said since. Throws
 * `TryLater` when another job holds it.
 */
export async function withLease<T>(options: LeaseOptions, work: (held: HeldLease) => Promise<T>): Promise<T> {
  const { leases, team, name, leaseMs } = options;
  const sinceHeld = startHolding();
  const claim = await leases.claim(team, name, randomUUID(), leaseMs);
  if (!claim.claimed) throw tryLater('another job of this incident is running');
  const { lease } = claim;
  const renew = async (): Promise<boolean> => {
    const askedAt = sinceHeld.read();
    const isHeld = await leases.renew(lease, leaseMs);
    if (isHeld) sinceHeld.restart(askedAt);
    return isHeld;
  };
  const assertHeld = async (): Promise<void> => {
    // Once more for an answer that was old when it was read: the process may be stopped while it waits for it, too.
    for (let asked = 0; sinceHeld.elapsedMs() > leaseMs / 2; asked++)
      if (asked === 2 || !(await renew())) throw tryLater('another process may be doing this by now');
  };
  const renewal = setInterval(() => void renew().catch(() => {}), leaseMs / 3);
  try {
    return await work({ ...lease, assertHeld });
  } finally {
    clearInterval(renewal);
    await leases.release(lease).catch(() => {}); // it expires by itself while Redis is away
  }
}

const tryLater = (reason: string) => new TryLater(leaseRetryMs + Math.floor(Math.random() * leaseRetryMs), reason);

interface Moment {
  readonly monotonic: number;
  readonly ofDay: number;
}

/**
 * How long ago Redis was asked when it last said that the lease is held. By two clocks, whichever says longer: one is never set
 * back, the other also goes on while the machine sleeps.
 */
function startHolding() {
  const read = (): Moment => ({ monotonic: performance.now(), ofDay: Date.now() });
  let askedAt = read();
  return {
    read,
    restart: (at: Moment) => {
      askedAt = at;
    },
    elapsedMs: () => Math.max(performance.now() - askedAt.monotonic, Date.now() - askedAt.ofDay),
  };
}
