import { createHash } from 'node:crypto';
import { considerUpdate } from '@incidentfox/jobs';
import { TryLater } from '@incidentfox/jobs/bullmq';
import { materialState } from '@incidentfox/policy';
import type { WorkerDeps } from '../worker-deps.ts';
import type { Consideration } from './consideration.ts';

/**
 * Checks the incident again when the run or the cooldown is over. One check waits for each revision, cause and state of the
 * incident, however many updates come: one that changes it once more while a check is reading gets a check of its own. The
 * check's id is free again when it is done, so that a later change to the same state is not taken for the earlier one.
 */
export async function recheckLater(
  deps: WorkerDeps,
  { payload, incident, record }: Consideration,
  { ms, because }: { ms: number; because: string },
): Promise<void> {
  const state = createHash('sha256').update(materialState(incident)).digest('hex').slice(0, 12);
  const key = `${incident.id}-r${record?.revision ?? 0}-${because}-${state}`;
  if (payload.key === key) throw new TryLater(ms, because);
  await deps.producer.add(considerUpdate, { ...payload, key }, { delayMs: ms, forgetWhenDone: true });
}
