import { Trigger } from '@incidentfox/incident';
import { z } from 'zod';
import { defineJob, halfAnHour, queues } from '../job.ts';

/** Asks the worker to re-read an incident, decide, and investigate. `key` is the webhook id, or whatever else makes it one. */
export const investigateIncident = defineJob({
  queue: queues.investigations,
  name: 'investigate-incident',
  attempts: 5,
  patience: halfAnHour,
  payload: z.object({
    team: z.string(),
    incidentId: z.string(),
    trigger: Trigger,
    key: z.string(),
    /** Epoch ms when the request reached us, for the time to the first message. */
    receivedAt: z.number(),
    /** The latest revision the request knew of, 0 for none. When a later one has begun since, the request is served already. */
    afterRevision: z.number().int().min(0).optional(),
    /** What the webhook said; absent when none did. */
    visibility: z.enum(['public', 'private']).optional(),
  }),
  id: (p) => `investigate-incident-${p.team}-${p.key}`,
});
