import { z } from 'zod';

/**
 * The kinds of entry IncidentFox writes on the incident.io timeline. The settings, the job and the texts derive from this
 * list: a new kind is added here, and the compiler names the places that need words for it.
 */
export const TimelineEntryType = z.enum([
  'investigation_start',
  'root_cause_found',
  'investigation_complete',
  'evidence_event',
]);
export type TimelineEntryType = z.infer<typeof TimelineEntryType>;
