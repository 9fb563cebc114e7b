export { budgetOf } from './budget-of-key.ts';
export { createIncidentIo, createIncidentIoClient, type IncidentIoOptions } from './create-incident-io.ts';
export type {
  AlertDetail,
  Attachment,
  Attribute,
  CatalogEntry,
  IncidentAlert,
  IncidentFilter,
  IncidentIo,
  NewTimelineItem,
  TimelineItem,
} from './incident-io.ts';
export { type BudgetLimits, createRequestBudget, ownShare, type RequestBudget } from './request-budget.ts';
