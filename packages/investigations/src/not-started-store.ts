import { Priority } from '@incidentfox/incident';
import { z } from 'zod';

/** An incident that was looked at and not investigated, and why. */
export const NotStarted = z.object({
  team: z.string(),
  incidentId: z.string(),
  /** INC-123. */
  reference: z.string(),
  /** Null for a private incident. */
  name: z.string().nullable(),
  priority: Priority,
  /** A clause for people, without names from the incident: `its priority is P3, below the threshold P2`. */
  reason: z.string(),
  isPrivate: z.boolean(),
});
export type NotStarted = z.infer<typeof NotStarted>;

/** Since when it is so, ISO 8601. */
export type NotStartedSince = NotStarted & { readonly since: string };

/**
 * The latest incidents that were not investigated: at most `maxNotStarted`, and a week at most. Every method throws `Failure`
 * (`unavailable`) while Redis is away.
 */
export interface NotStartedStore {
  /** Remembers it, in place of what was said of the same incident before. The same said again changes nothing. */
  note(one: NotStarted, nowMs: number): Promise<void>;
  /** It was started after all. */
  forget(team: string, incidentId: string): Promise<void>;
  /** All of them, the last decided first. What cannot be read is left out. */
  list(): Promise<NotStartedSince[]>;
}
export const maxNotStarted = 1_000;
