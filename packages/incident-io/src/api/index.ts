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
