import { z } from 'zod';
import { defineJob, queues } from './job.ts';

/**
 * Brings the incident's one Slack message (and its thread) up to what the record says now. The stage names why it was
 * queued; the message is always drawn from the record, so late or repeated jobs do no harm.
 */
export const updateSlack = defineJob({
  queue: queues.notifications,
  name: 'update-slack',
  attempts: 12,
  payload: z.object({
    team: z.string(),
    investigationId: z.string(),
    revision: z.number().int(),
    stage: z.enum(['started', 'progress', 'findings', 'ended']),
    /** Distinguishes repeated `progress` jobs of one revision. */
    step: z.number().int(),
  }),
  id: (p) => `update-slack-${p.investigationId}-r${p.revision}-${p.stage}-${p.step}`,
});
