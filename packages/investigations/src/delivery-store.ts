/** The outbox: one record per (investigation, slot), written before the outside effect and settled after it. */
export interface DeliveryRecord {
  /** `slack:root`, `slack:thread:evidence`, `timeline:root_cause_found`, ... */
  slot: string;
  state: 'sending' | 'sent' | 'given_up';
  /** ISO 8601; when the last attempt began. */
  attemptAt: string;
  /** What the outside called it: Slack channel and ts, timeline item id. */
  channel?: string;
  externalId?: string;
  /** Hash of the content last sent, so that an unchanged message is not sent again. */
  contentHash?: string;
  /** A sentence for people when the state is `given_up`. */
  reason?: string;
}

export interface DeliveryStore {
  read(investigationId: string, slot: string): Promise<DeliveryRecord | null>;
  readAll(investigationId: string): Promise<DeliveryRecord[]>;
  write(investigationId: string, record: DeliveryRecord): Promise<void>;
}
