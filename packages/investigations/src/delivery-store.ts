import { z } from 'zod';
import type { Lease } from './lease.ts';

/** The outbox: one record per (investigation, slot), written before the outside effect and settled after it. */
export const DeliveryRecord = z.object({
  /** `slack:root`, `slack:thread:evidence`, `timeline:root_cause_found`, ... */
  slot: z.string(),
  /** `waiting`: known not to be there yet, because the other side said no for now or there is no place for it yet. */
  state: z.enum(['waiting', 'sending', 'sent', 'given_up']),
  /** ISO 8601; when the last attempt began. */
  attemptAt: z.string(),
  /** The same moment by the other side's clock, where that is known. ISO 8601. */
  outsideAt: z.string().optional(),
  /** The message this one replies to. */
  threadTs: z.string().optional(),
  /** How far an unfinished look for it has come, in the other side's own time stamps. */
  lookedTo: z.string().optional(),
  /** What the outside called it: Slack channel and ts, timeline item id. */
  channel: z.string().optional(),
  externalId: z.string().optional(),
  /** Hash of the content last sent, so that an unchanged message is not sent again. */
  contentHash: z.string().optional(),
  /** A sentence for people when the state is `given_up`. */
  reason: z.string().optional(),
});
export type DeliveryRecord = z.infer<typeof DeliveryRecord>;

/** Every method throws `Failure`: `unavailable` while Redis is away, `contract` when a record cannot be read. */
export interface DeliveryStore {
  read(investigationId: string, slot: string): Promise<DeliveryRecord | null>;
  readAll(investigationId: string): Promise<DeliveryRecord[]>;
  write(investigationId: string, record: DeliveryRecord): Promise<void>;
  /**
   * The same outbox, written by whoever holds this lease: once it is lost, `write` throws `Failure` (`conflict`). A write that
   * succeeds says that the lease is held at that moment, also when the process was stopped while it waited for the answer.
   */
  under(lease: Lease): DeliveryStore;
}
