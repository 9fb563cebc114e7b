import { considerUpdate, investigateIncident } from '@incidentfox/jobs';
import { TryLater } from '@incidentfox/jobs/bullmq';
import type { Consideration } from './consideration.ts';
import type { WorkerRoom } from './worker-room.ts';

/** Asks for the next revision. Two looks that both want it are one run: the later finds a revision it did not know of. */
export async function startRun(room: WorkerRoom, { payload, incident, record }: Consideration): Promise<void> {
  await room.producer.add(investigateIncident, {
    team: payload.team,
    incidentId: incident.id,
    trigger: { kind: 'update' },
    key: `after-${payload.key}`,
    receivedAt: payload.receivedAt,
    afterRevision: record?.revision ?? 0,
  });
}

/** Comes back when the run or the cooldown is over: one look a revision and cause waits, however many updates come. */
export async function lookAgain(
  room: WorkerRoom,
  { payload, incident, record }: Consideration,
  { ms, because }: { ms: number; because: string },
): Promise<void> {
  const key = `${incident.id}-r${record?.revision ?? 0}-${because}`;
  if (payload.key === key) throw new TryLater(ms, because);
  await room.producer.add(considerUpdate, { ...payload, key }, { delayMs: ms });
}
