import { TimelineEntryType } from '@incidentfox/incident';
import { z } from 'zod';
import { defineJob, queues } from '../job.ts';

/** Writes (or brings up to date) one kind of entry on the incident.io timeline. */
export const writeTimelineEntry = defineJob({
  queue: queues.notifications,
  name: 'write-timeline-entry',
  attempts: 12,
  payload: z.object({
    team: z.string(),
    investigationId: z.string(),
    revision: z.number().int(),
    entry: TimelineEntryType,
  }),
  id: (p) => `write-timeline-entry-${p.investigationId}-r${p.revision}-${p.entry}`,
});
