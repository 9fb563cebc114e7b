import type { Investigation } from '@incidentfox/incident';
import type { Lease } from './lease.ts';

/** Whether a lease was taken, and by which owner it is held now. */
export type Claim =
  | { readonly claimed: true; readonly owner: string; readonly lease: Lease }
  | { readonly claimed: false; readonly owner: string };

/** A place in the list. `unreadable` is a sentence with the field that does not fit, without its value. */
export type InvestigationEntry =
  | { readonly id: string; readonly investigation: Investigation }
  | { readonly id: string; readonly unreadable: string };

/**
 * The records of investigations, in Redis. Kept `retentionDays`; writes are whole-record.
 * Every method throws `Failure`: `unavailable` while Redis is away, `contract` when a record cannot be read.
 */
export interface InvestigationStore {
  /** The revision asked for, or the latest. Null when there is none. */
  read(investigationId: string, revision?: number): Promise<Investigation | null>;
  /**
   * Throws `Failure` (`conflict`), and changes nothing, when a run has the incident and this is not its store (see `under`),
   * or when the revision has ended: an ended one keeps its state and never goes back.
   */
  write(investigation: Investigation): Promise<void>;
  /** The same records, written by whoever holds this lease: once it is lost, nothing is written any more. */
  under(lease: Lease): InvestigationStore;
  /**
   * Latest revision of every investigation, newest first. `before` is the id of the last one seen: the next page.
   * One that cannot be read is left out: a broken record, or a newer version's, must not hide the others.
   */
  list(options: { limit: number; before?: string }): Promise<Investigation[]>;
  /** As `list`, with those that cannot be read in their places. */
  listEntries(options: { limit: number; before?: string }): Promise<InvestigationEntry[]>;
  /** From now on every revision of it reads as private, or public, whatever it was written as. */
  setPrivacy(investigationId: string, isPrivate: boolean): Promise<void>;
  /**
   * Ids of the team's incidents on record that are not known to be over, the last taken up first. `since` is epoch ms: only
   * those whose last revision was asked for later.
   */
  openIncidents(team: string, options: { since: number; limit: number }): Promise<string[]>;
  /** The investigation of an incident, latest revision. */
  ofIncident(team: string, incidentId: string): Promise<Investigation | null>;
  /**
   * Takes the incident for one run. Atomic: two workers never both get it. The owner is the id of a job: one that is started
   * again takes its incident over from the process that had it. A lease that is not renewed (worker killed) frees itself
   * after `leaseMs`.
   */
  claim(team: string, incidentId: string, owner: string, leaseMs: number): Promise<Claim>;
  /** Who runs the incident now: the owner of its lease, or null. */
  holder(team: string, incidentId: string): Promise<string | null>;
  /** False when the lease was lost: it ran out, somebody took it over, or Redis was emptied. */
  renew(lease: Lease, leaseMs: number): Promise<boolean>;
  /** Frees what is still held by this very lease. */
  release(lease: Lease): Promise<void>;
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
