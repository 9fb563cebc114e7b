import { connectRedis, defaultPrefix, disconnectRedis } from '@incidentfox/redis';
import type { DeliveryStore } from './delivery-store.ts';
import { createFeedbackStore, type FeedbackStore } from './feedback-store.ts';
import type { InvestigationStore } from './investigation-store.ts';
import type { NotStartedStore } from './not-started-store.ts';
import { createDeliveryStore } from './redis/redis-delivery-store.ts';
import { createInvestigationStore } from './redis/redis-investigation-store.ts';
import { createNotStartedStore } from './redis/redis-not-started-store.ts';
import { createSummaries } from './redis/summaries.ts';
import type { SummaryStore } from './summary-store.ts';

export interface StoreOptions {
  redisUrl: string;
  /** Beginning of every key. Default `incidentfox`. */
  prefix?: string;
  /** How long records are kept after their last change. Default 30. */
  retentionDays?: number;
  /** How long to wait for the first connection. Default 5000. */
  connectTimeoutMs?: number;
  /** How long one command may take before it counts as failed. Default 3000. */
  commandTimeoutMs?: number;
}

export interface Stores {
  investigations: InvestigationStore;
  /** For lists and searches over all investigations. */
  summaries: SummaryStore;
  /** The incidents that were not investigated, and why. */
  notStarted: NotStartedStore;
  deliveries: DeliveryStore;
  /** What people said about findings. */
  feedback: FeedbackStore;
  close(): Promise<void>;
}

/**
 * Connects to the records of investigations and the outbox.
 * @throws Failure (`unavailable`) when Redis does not answer at the start
 */
export async function connectStores(options: StoreOptions): Promise<Stores> {
  const redis = await connectRedis(options.redisUrl, {
    // Commands fail soon while Redis is away, and work again once it is back.
    maxRetriesPerRequest: 2,
    commandTimeout: options.commandTimeoutMs ?? 3_000,
    connectTimeoutMs: options.connectTimeoutMs,
  });
  const prefix = options.prefix ?? defaultPrefix;
  const retentionSeconds = (options.retentionDays ?? 30) * 86_400;
  const summaries = createSummaries(redis, prefix, retentionSeconds);
  return {
    investigations: createInvestigationStore(redis, prefix, retentionSeconds, summaries),
    summaries,
    notStarted: createNotStartedStore(redis, prefix),
    deliveries: createDeliveryStore(redis, prefix, retentionSeconds),
    feedback: createFeedbackStore(redis, prefix, retentionSeconds),
    close: () => disconnectRedis(redis),
  };
}
