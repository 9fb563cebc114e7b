import type { Investigation } from '@incidentfox/incident';
import { updateSlack, writeTimelineEntry } from '@incidentfox/jobs';
import type { JobProducer } from '@incidentfox/jobs/bullmq';
import type { PlannedDeliveries } from './plan-deliveries.ts';

/** Puts planned deliveries on the notifications queue. Repeating it is harmless: each job's id is its identity. */
export async function enqueueDeliveries(
  producer: JobProducer,
  investigation: Pick<Investigation, 'team' | 'id' | 'revision'>,
  stage: 'started' | 'progress' | 'findings' | 'ended',
  planned: PlannedDeliveries,
  step = 0,
  channel?: string,
): Promise<void> {
  const address = { team: investigation.team, investigationId: investigation.id, revision: investigation.revision };
  if (planned.slack)
    await producer.add(updateSlack, { ...address, stage, key: String(step), ...(channel && { channel }) });
  for (const entry of planned.timeline) await producer.add(writeTimelineEntry, { ...address, entry });
}
