import { considerUpdate, waitForTeam } from '@incidentfox/jobs';
import { type JobHandler, onJob } from '@incidentfox/jobs/bullmq';
import type { UpdateDecision } from '@incidentfox/policy';
import { decideOnRecord, triggerToJudgeBy } from '../intake/decide-on-record.ts';
import { followPrivacy } from '../intake/follow-privacy.ts';
import { judgeIncident } from '../intake/judge-incident.ts';
import { noteNotStarted } from '../intake/note-not-started.ts';
import { noteRefusal } from '../intake/note-refusal.ts';
import { readIncident } from '../intake/read-incident.ts';
import { recordHeld } from '../intake/record-not-started.ts';
import type { WorkerDeps } from '../worker-deps.ts';
import type { Consideration } from './consideration.ts';
import { deliverToChannel } from './deliver-to-channel.ts';
import { recheckLater } from './recheck-later.ts';
import { rememberStatus } from './remember-status.ts';
import { startRun } from './start-run.ts';
import { stopRun } from './stop-run.ts';

/**
 * Re-reads an incident that changed, compares it with what its investigation was about, and acts on the difference.
 * Webhooks say neither what changed nor who changed it; our own write-backs change nothing material, so they end here.
 */
export function onConsiderUpdate(deps: WorkerDeps): JobHandler {
  return onJob(considerUpdate, async (payload, run) => {
    const team = deps.team(payload.team);
    if (!team) return waitForTeam(payload.team, run, deps.now());
    const incident = await readIncident(deps, team, payload, run);
    const known = await deps.investigations.ofIncident(payload.team, payload.incidentId);
    if (incident === null) {
      const trigger = { kind: 'update' as const };
      return noteRefusal(deps, { team, request: { ...payload, trigger }, record: known, run });
    }
    const record = known && (await followPrivacy(deps, known, incident));
    const judgement = await judgeIncident(team, incident, triggerToJudgeBy(record));
    if (record === null) await noteNotStarted(deps, payload.team, incident, judgement);
    await applyDecision(deps, { team, payload, incident, record, judgement, run });
  });
}

async function applyDecision(deps: WorkerDeps, considered: Consideration): Promise<void> {
  const decided = decideOnRecord(considered, deps.now());
  log(deps, considered, decided);
  switch (decided.kind) {
    case 'start':
    case 'reinvestigate':
      return startRun(deps, considered);
    case 'wait':
      return recheckLater(deps, considered, decided);
    case 'stop':
      return stopRun(deps, considered, decided.reason);
    case 'remember':
      return rememberStatus(deps, considered);
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

function log(deps: WorkerDeps, { payload, record }: Consideration, decided: UpdateDecision): void {
  const fields = { incidentId: payload.incidentId, team: payload.team, revision: record?.revision ?? 0, ...decided };
  deps.logger.info(fields, 'update considered');
}
