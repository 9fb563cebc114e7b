export { connectStores, type StoreOptions, type Stores } from './connect-stores.ts';
export { DeliveryRecord, type DeliveryStore } from './delivery-store.ts';
export { Feedback, type FeedbackStore } from './feedback-store.ts';
export {
  type Claim,
  type InvestigationEntry,
  type InvestigationStore,
  investigationIdOf,
} from './investigation-store.ts';
export { InvestigationSummary, summaryOf } from './investigation-summary.ts';
export type { Lease } from './lease.ts';
export { maxNotStarted, NotStarted, type NotStartedSince, type NotStartedStore } from './not-started-store.ts';
export type { SummaryStore } from './summary-store.ts';
