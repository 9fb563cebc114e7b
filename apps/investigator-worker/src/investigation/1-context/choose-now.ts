import type { Gap } from '@incidentfox/incident';

export interface ChosenNow {
  /** Epoch ms. */
  readonly now: number;
  /** Set when our own clock could not be right, for the report. */
  readonly gap: Pick<Gap, 'what' | 'why'> | null;
}

/** Clocks that are kept by NTP differ by less; an alarm so little ahead is examined all the same. */
const toleratedMs = 30_000;

/**
 * The time of a run. An alarm ahead of our clock means that our clock is behind, and what it calls now was before the
 * incident: then incident.io's clock counts, or at the least the alarm itself.
 * @param aheadMs how far incident.io's clock is ahead of ours, null when it did not say
 */
export function chooseNow(ours: number, raisedAt: number | null, aheadMs: number | null): ChosenNow {
  if (raisedAt === null || raisedAt - ours <= toleratedMs) return { now: ours, gap: null };
  const now = Math.max(ours + (aheadMs ?? 0), raisedAt);
  const why = `it is ${inMinutes(now - ours)} behind incident.io, so incident.io's time was used; set the clock (NTP)`;
  return { now, gap: { what: 'the clock of this machine', why } };
}

function inMinutes(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes === 0) return `${Math.round(ms / 1_000)} s`;
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
