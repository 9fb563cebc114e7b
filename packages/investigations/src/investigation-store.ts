import type { Investigation } from '@incidentfox/incident';

/** A place in the list. `unreadable` is a sentence with the field that does not fit, without its value. */
export type InvestigationEntry =
  | { readonly id: string; readonly investigation: Investigation }
  | { readonly id: string; readonly unreadable: string };

/**
 * The records of investigations, in Redis. Kept `retentionDays`; writes are whole-record and last-writer-wins per revision.
 * Every method throws `Failure`: `unavailable` while Redis is away, `contract` when a record cannot be read.
 */
export interface InvestigationStore {
  /** The revision asked for, or the latest. Null when there is none. */
  read(investigationId: string, revision?: number): Promise<Investigation | null>;
  write(investigation: Investigation): Promise<void>;
  /**
   * Latest revision of every investigation, newest first. `before` is the id of the last one seen: the next page.
   * One that cannot be read is left out: a broken record, or a newer version's, must not hide the others.
   */
  list(options: { limit: number; before?: string }): Promise<Investigation[]>;
  /** As `list`, with those that cannot be read in their places. */
  listEntries(options: { limit: number; before?: string }): Promise<InvestigationEntry[]>;
  /** The investigation of an incident, latest revision. */
  ofIncident(team: string, incidentId: string): Promise<Investigation | null>;
  /**
   * Takes the incident for one run and returns the revision that now runs, or why not. Atomic: two workers never both get it.
   * A lease that is not renewed (worker killed) frees itself after `leaseMs`.
   */
  claim(team: string, incidentId: string, owner: string, leaseMs: number): Promise<{ claimed: boolean; owner: string }>;
  renew(team: string, incidentId: string, owner: string, leaseMs: number): Promise<boolean>;
  release(team: string, incidentId: string, owner: string): Promise<void>;
  /**
   * Asks the run that holds the incident, in whichever process, to stop; the sentence is for people. False when nobody runs.
   * The runner sees it in `stopRequest`; taking and releasing the incident clears it.
   */
  requestStop(team: string, incidentId: string, reason: string): Promise<boolean>;
  /** Why the current run should stop, or null. Asked whenever the lease is renewed. */
  stopRequest(team: string, incidentId: string): Promise<string | null>;
}

/** `inv-<team>-<incident id>`: one investigation per incident, so the id is derived and never needs a look-up. */
export function investigationIdOf(team: string, incidentId: string): string {
  return `inv-${team}-${incidentId}`;
}
