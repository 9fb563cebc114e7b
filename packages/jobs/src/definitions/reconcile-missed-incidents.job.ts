import { z } from 'zod';
import { defineJob, queues } from '../job.ts';

/** Lists the team's live incidents and starts those that should have been investigated and were not. Repeated by a scheduler. */
export const reconcileMissedIncidents = defineJob({
  queue: queues.investigations,
  name: 'reconcile-missed-incidents',
  attempts: 1,
  payload: z.object({ team: z.string() }),
  id: (p) => `reconcile-missed-incidents-${p.team}`,
});
