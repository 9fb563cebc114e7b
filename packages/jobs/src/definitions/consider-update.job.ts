import { z } from 'zod';
import { defineJob, halfAnHour, queues } from '../job.ts';

/** Something about an incident changed: re-read it once things are quiet, and act on what is different. Coalesced per incident. */
export const considerUpdate = defineJob({
  queue: queues.investigations,
  name: 'consider-update',
  attempts: 5,
  patience: halfAnHour,
  payload: z.object({
    team: z.string(),
    incidentId: z.string(),
    key: z.string(),
    receivedAt: z.number(),
    /** What the webhook said; absent when none did. */
    visibility: z.enum(['public', 'private']).optional(),
  }),
  id: (p) => `consider-update-${p.team}-${p.key}`,
});
