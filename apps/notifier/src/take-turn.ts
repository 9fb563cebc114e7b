import { randomUUID } from 'node:crypto';
import type { InvestigationStore } from '@incidentfox/investigations';
import { TryLater } from '@incidentfox/jobs';

export interface TurnOptions {
  readonly leases: Pick<InvestigationStore, 'claim' | 'renew' | 'release'>;
  readonly team: string;
  /** What only one job at a time may do, over all processes: `<investigation id>:slack`. */
  readonly turn: string;
  /** How long a killed process keeps others waiting. Renewed while the work goes on. */
  readonly leaseMs: number;
}

/**
 * Runs `work` while nobody else, in whatever process, works on the same thing: two jobs of one incident must not both find
 * that there is no message yet. Throws `TryLater` when somebody else is at it.
 */
export async function takeTurn<T>(options: TurnOptions, work: () => Promise<T>): Promise<T> {
  const { leases, team, turn, leaseMs } = options;
  const owner = randomUUID();
  const { claimed } = await leases.claim(team, turn, owner, leaseMs);
  if (!claimed) throw new TryLater(250 + Math.floor(Math.random() * 250), 'another job of this incident is at it');
  const renewal = setInterval(() => void leases.renew(team, turn, owner, leaseMs).catch(() => {}), leaseMs / 3);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    await leases.release(team, turn, owner).catch(() => {}); // frees itself when Redis is away
  }
}
