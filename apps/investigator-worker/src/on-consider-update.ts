import { Failure } from '@incidentfox/failures';
import type { Investigation } from '@incidentfox/incident';
import { considerUpdate } from '@incidentfox/jobs';
import { type JobHandler, onJob } from '@incidentfox/jobs/bullmq';
import { decideUpdate, type UpdateDecision } from '@incidentfox/policy';
import type { Consideration } from './consideration.ts';
import { judgeIncident } from './judge-incident.ts';
import { lookAgain, startRun } from './on-consider-update-enqueue.ts';
import { deliverToChannel, stopRun } from './on-consider-update-record.ts';
import { readIncident } from './read-incident.ts';
import { recordHeld, recordNoAccess } from './record-not-started.ts';
import type { WorkerRoom } from './worker-room.ts';

/**
 * Re-reads an incident that changed, compares it with what its investigation was about, and acts on the difference.
 * Webhooks say neither what changed nor who changed it; our own write-backs change nothing material, so they end here.
 */
export function onConsiderUpdate(room: WorkerRoom): JobHandler {
  return onJob(considerUpdate, async (payload, run) => {
    const team = room.team(payload.team);
    if (!team) throw new Failure('config', `the configuration has no team ${payload.team}`);
    const incident = await readIncident(team, payload.incidentId);
    const record = await room.investigations.ofIncident(payload.team, payload.incidentId);
    if (incident === null) return noteNoAccess(room, payload, record);

    const judgement = await judgeIncident(team, incident, triggerToJudgeBy(record));
    await act(room, { team, payload, incident, record, judgement, run });
  });
}

async function act(room: WorkerRoom, look: Consideration): Promise<void> {
  const decided = decide(room, look);
  log(room, look, decided);
  switch (decided.kind) {
    case 'start':
    case 'reinvestigate':
      return startRun(room, look);
    case 'wait':
      return lookAgain(room, look, decided);
    case 'stop':
      return stopRun(room, look, decided.reason);
    case 'hold': {
      const request = { ...look.payload, trigger: { kind: 'update' as const } };
      return recordHeld(room, request, look.incident, look.judgement);
    }
    case 'deliver': {
      const record = await deliverToChannel(room, look);
      // With the channel on record, what else changed decides.
      if (record !== look.record) await act(room, { ...look, record });
      return;
    }
    case 'nothing':
      return;
  }
}

function decide(room: WorkerRoom, { incident, record, judgement, team }: Consideration): UpdateDecision {
  const { policy } = team.settings.incidentIo;
  return decideUpdate({ incident, record, decision: judgement.decision, policy, nowMs: room.now() });
}

/** A run somebody asked for is not stopped by policy; what happens after it is policy's again. */
function triggerToJudgeBy(record: Investigation | null): Investigation['trigger'] {
  const isUnderWay = record?.state === 'queued' || record?.state === 'running';
  return record && isUnderWay ? record.trigger : { kind: 'update' };
}

/** Said once: a key without access stays without access until a person changes its roles. */
async function noteNoAccess(
  room: WorkerRoom,
  payload: Consideration['payload'],
  record: Investigation | null,
): Promise<void> {
  if (record === null) await recordNoAccess(room, { ...payload, trigger: { kind: 'update' } });
}

function log(room: WorkerRoom, { payload, record }: Consideration, decided: UpdateDecision): void {
  const fields = { incidentId: payload.incidentId, team: payload.team, revision: record?.revision ?? 0, ...decided };
  room.logger.info(fields, 'update considered');
}
