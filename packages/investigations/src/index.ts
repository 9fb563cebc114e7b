export type { DeliveryRecord, DeliveryStore } from './delivery-store.ts';
export { type InvestigationStore, investigationIdOf } from './investigation-store.ts';
