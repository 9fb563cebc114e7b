export { connectStores, type StoreOptions, type Stores } from './connect-stores.ts';
export { DeliveryRecord, type DeliveryStore } from './delivery-store.ts';
export { Feedback, type FeedbackStore } from './feedback-store.ts';
export {
  type Claim,
  type InvestigationEntry,
  type InvestigationStore,
  investigationIdOf,
} from './investigation-store.ts';
export type { Lease } from './lease.ts';
