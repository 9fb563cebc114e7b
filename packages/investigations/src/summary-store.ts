import type { InvestigationSummary } from './investigation-summary.ts';

/**
 * Summaries beside the records, for lists and searches over all of them. They are written with the records.
 * Every method throws `Failure` (`unavailable`) while Redis is away.
 */
export interface SummaryStore {
  /** All investigations on record, newest first, with when each was first queued (epoch ms). */
  all(options: { limit: number }): Promise<{ id: string; queuedAt: number }[]>;
  /** What was written since `moment`, epoch ms by Redis' clock, and the moment to ask from the next time. 0: everything. */
  changedSince(moment: number): Promise<{ ids: string[]; moment: number }>;
  /** Takes those whose record has expired out of `all`. */
  forget(ids: readonly string[]): Promise<void>;
  /** In the order of `ids`. Null for one that has none: an older version wrote the record, or it is forgotten. */
  read(ids: readonly string[]): Promise<(InvestigationSummary | null)[]>;
}
