import type { TeamSettings } from '@incidentfox/config';

/** What the checks share. */
export interface Examination {
  env: Readonly<Record<string, string | undefined>>;
  /** Epoch ms. */
  now: () => number;
  /** For one request of a check. */
  timeoutMs: number;
  /** Differences between other clocks and ours that answers showed, milliseconds; positive when ours is behind. */
  clockOffsets: { whose: string; offsetMs: number }[];
}

/** Learns the other side's clock from the Date header of an answer that took from `askedAt` to now. */
export function noteClock(examination: Examination, whose: string, date: string | null, askedAt: number): void {
  const theirs = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(theirs)) return;
  const ours = (askedAt + examination.now()) / 2;
  examination.clockOffsets.push({ whose, offsetMs: theirs + 500 - ours }); // the header has whole seconds
}

/** A team as the checks take it, with the words its lines begin with. */
export interface ExaminedTeam {
  settings: TeamSettings;
  /** Empty for a deployment of one team. */
  prefix: string;
}
