import { Failure } from '@incidentfox/failures';
import type { Investigation } from '@incidentfox/incident';
import { considerUpdate } from '@incidentfox/jobs';
import { type JobHandler, onJob } from '@incidentfox/jobs/bullmq';
import { decideUpdate, type UpdateDecision } from '@incidentfox/policy';
import { judgeIncident } from '../intake/judge-incident.ts';
import { readIncident } from '../intake/read-incident.ts';
import { recordHeld, recordNoAccess } from '../intake/record-not-started.ts';
import type { WorkerDeps } from '../worker-deps.ts';
import type { Consideration } from './consideration.ts';
import { deliverToChannel } from './deliver-to-channel.ts';
import { recheckLater } from './recheck-later.ts';
import { startRun } from './start-run.ts';
import { stopRun } from './stop-run.ts';

/**
 * Re-reads an incident that changed, compares it with what its investigation was about, and acts on the difference.
 * Webhooks say neither what changed nor who changed it; our own write-backs change nothing material, so they end here.
 */
export function onConsiderUpdate(deps: WorkerDeps): JobHandler {
  return onJob(considerUpdate, async (payload, run) => {
    const team = deps.team(payload.team);
    if (!team) throw new Failure('config', `the configuration has no team ${payload.team}`);
    const incident = await readIncident(team, payload.incidentId);
    const record = await deps.investigations.ofIncident(payload.team, payload.incidentId);
    if (incident === null) return noteNoAccess(deps, payload, record);

    const judgement = await judgeIncident(team, incident, triggerToJudgeBy(record));
    await applyDecision(deps, { team, payload, incident, record, judgement, run });
  });
}

async function applyDecision(deps: WorkerDeps, considered: Consideration): Promise<void> {
  const decided = decide(deps, considered);
  log(deps, considered, decided);
  switch (decided.kind) {
    case 'start':
    case 'reinvestigate':
      return startRun(deps, considered);
    case 'wait':
      return recheckLater(deps, considered, decided);
    case 'stop':
      return stopRun(deps, considered, decided.reason);
    case 'hold': {
      const request = { ...considered.payload, trigger: { kind: 'update' as const } };
      return recordHeld(deps, request, considered.incident, considered.judgement);
    }
    case 'deliver': {
      const record = await deliverToChannel(deps, considered);
      // With the channel on record, what else changed decides.
      if (record !== considered.record) await applyDecision(deps, { ...considered, record });
      return;
    }
    case 'nothing':
      return;
  }
}

function decide(deps: WorkerDeps, { incident, record, judgement, team }: Consideration): UpdateDecision {
  const { policy } = team.settings.incidentIo;
  return decideUpdate({ incident, record, decision: judgement.decision, policy, nowMs: deps.now() });
}

/** A run somebody asked for is not stopped by policy; what happens after it is policy's again. */
function triggerToJudgeBy(record: Investigation | null): Investigation['trigger'] {
  const isUnderWay = record?.state === 'queued' || record?.state === 'running';
  return record && isUnderWay ? record.trigger : { kind: 'update' };
}

/** Recorded and logged once: a key without access stays without access until a person changes its roles. */
async function noteNoAccess(
  deps: WorkerDeps,
  payload: Consideration['payload'],
  record: Investigation | null,
): Promise<void> {
  if (record === null) await recordNoAccess(deps, { ...payload, trigger: { kind: 'update' } });
}

function log(deps: WorkerDeps, { payload, record }: Consideration, decided: UpdateDecision): void {
  const fields = { incidentId: payload.incidentId, team: payload.team, revision: record?.revision ?? 0, ...decided };
  deps.logger.info(fields, 'update considered');
}
