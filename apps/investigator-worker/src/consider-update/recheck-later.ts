import { considerUpdate } from '@incidentfox/jobs';
import { TryLater } from '@incidentfox/jobs/bullmq';
import type { WorkerDeps } from '../worker-deps.ts';
import type { Consideration } from './consideration.ts';

/**
 * Checks the incident again when the run or the cooldown is over. One check waits for each revision and cause, however many
 * updates come.
 */
export async function recheckLater(
  deps: WorkerDeps,
  { payload, incident, record }: Consideration,
  { ms, because }: { ms: number; because: string },
): Promise<void> {
  const key = `${incident.id}-r${record?.revision ?? 0}-${because}`;
  if (payload.key === key) throw new TryLater(ms, because);
  await deps.producer.add(considerUpdate, { ...payload, key }, { delayMs: ms });
}
