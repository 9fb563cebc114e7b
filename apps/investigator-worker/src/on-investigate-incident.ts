import { Failure } from '@incidentfox/failures';
import { investigateIncident } from '@incidentfox/jobs';
import { type JobHandler, onJob, TryLater } from '@incidentfox/jobs/bullmq';
import { chooseRevision } from './choose-revision.ts';
import { giveUpInvestigation } from './give-up-investigation.ts';
import { holdIncident } from './hold-incident.ts';
import { judgeIncident } from './judge-incident.ts';
import { readIncident } from './read-incident.ts';
import { recordHeld, recordNoAccess } from './record-not-started.ts';
import { runInvestigation } from './run-investigation.ts';
import { endedBy, tellWhatEnded } from './tell-what-ended.ts';
import type { WorkerRoom } from './worker-room.ts';

/**
 * Re-reads the incident, makes the binding decision, takes the incident for one run, and investigates. Safe to run twice:
 * the lease keeps two runs apart, and an unfinished revision is taken up again.
 */
export function onInvestigateIncident(room: WorkerRoom): JobHandler {
  return onJob(
    investigateIncident,
    async (payload, run) => {
      const team = room.team(payload.team);
      if (!team) throw new Failure('config', `the configuration has no team ${payload.team}`);
      const incident = await readIncident(team, payload.incidentId);
      if (incident === null) return recordNoAccess(room, payload);

      const judgement = await judgeIncident(team, incident, payload.trigger);
      const { decision } = judgement;
      if (decision.kind === 'hold') await recordHeld(room, payload, incident, judgement);
      if (decision.kind !== 'investigate') {
        room.metrics.notStarted(decision.kind);
        return room.logger.info({ incidentId: incident.id, ...decision }, 'The incident is not investigated');
      }
      const busy = await holdIncident(room, { team: payload.team, id: incident.id }, run, async (signal) => {
        const latest = await room.investigations.ofIncident(payload.team, incident.id);
        if (latest && endedBy(latest, payload)) return tellWhatEnded(room, team, latest);
        const revision = chooseRevision(latest, payload.trigger, payload.afterRevision);
        if (revision === null)
          return room.logger.info({ incidentId: incident.id }, 'The incident was investigated already');
        await runInvestigation(room, team, {
          payload,
          incident,
          judgement,
          revision,
          signal,
          lastAttempt: run.lastAttempt,
        });
      });
      if (busy !== undefined) giveWay(room, payload.trigger.kind, incident.id, busy);
    },
    (payload, run) => giveUpInvestigation(room, payload, run),
  );
}

/** Another run has the incident. What people asked for waits its turn; a repeated webhook has nothing to add. */
function giveWay(room: WorkerRoom, trigger: string, incidentId: string, owner: string): void {
  const isAskedFor = trigger !== 'webhook' && trigger !== 'reconciliation';
  if (isAskedFor) throw new TryLater(10_000, `another run of this incident is under way (${owner})`);
  room.logger.info({ incidentId, owner }, 'The incident is being investigated already');
}
