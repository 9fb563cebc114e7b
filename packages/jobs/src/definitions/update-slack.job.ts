import { z } from 'zod';
import { defineJob, queues } from '../job.ts';

/**
 * Brings the incident's one Slack message (and its thread) up to what the record says now. The stage says why the job was
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
    stage: z.enum(['started', 'progress', 'feedback', 'findings', 'ended']),
    /**
     * Tells repeated jobs of one revision and stage apart: a count, a time, whatever makes it another one. Only the job's id
     * is made of it, so that jobs queued under its former name `step` are still handled.
     */
    key: z.string().default('0'),
    /** The incident's channel as incident.io says it now, for jobs that are queued because it has changed. */
    channel: z.string().optional(),
  }),
  id: (p) => `update-slack-${p.investigationId}-r${p.revision}-${p.stage}-${p.key}`,
});
