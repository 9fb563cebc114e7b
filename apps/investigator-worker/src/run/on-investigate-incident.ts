import { Failure } from '@incidentfox/failures';
import { investigateIncident } from '@incidentfox/jobs';
import { type JobHandler, onJob, TryLater } from '@incidentfox/jobs/bullmq';
import { judgeIncident } from '../intake/judge-incident.ts';
import { readIncident } from '../intake/read-incident.ts';
import { recordHeld, recordNoAccess } from '../intake/record-not-started.ts';
import type { WorkerDeps } from '../worker-deps.ts';
import { announceEnd, finishedBy } from './announce-end.ts';
import { chooseRevision } from './choose-revision.ts';
import { giveUpInvestigation } from './give-up-investigation.ts';
import { runInvestigation } from './run-investigation.ts';
import { withIncidentLease } from './with-incident-lease.ts';

/**
 * Re-reads the incident, makes the binding decision, takes the incident for one run, and investigates. Safe to run twice:
 * the lease keeps two runs apart, and an unfinished revision is taken up again.
 */
export function onInvestigateIncident(deps: WorkerDeps): JobHandler {
  return onJob(
    investigateIncident,
    async (payload, run) => {
      const team = deps.team(payload.team);
      if (!team) throw new Failure('config', `the configuration has no team ${payload.team}`);
      const incident = await readIncident(team, payload.incidentId);
      if (incident === null) return recordNoAccess(deps, payload);

      const judgement = await judgeIncident(team, incident, payload.trigger);
      const { decision } = judgement;
      if (decision.kind === 'hold') await recordHeld(deps, payload, incident, judgement);
      if (decision.kind !== 'investigate') {
        deps.metrics.notStarted(decision.kind);
        return deps.logger.info({ incidentId: incident.id, ...decision }, 'incident not investigated');
      }
      const owner = await withIncidentLease(deps, { team: payload.team, id: incident.id }, run, async (signal) => {
        const latest = await deps.investigations.ofIncident(payload.team, incident.id);
        if (latest && finishedBy(latest, payload)) return announceEnd(deps, team, latest);
        const revision = chooseRevision(latest, payload.trigger, payload.afterRevision);
        if (revision === null) return deps.logger.info({ incidentId: incident.id }, 'incident already investigated');
        await runInvestigation(deps, team, {
          payload,
          incident,
          judgement,
          revision,
          signal,
          lastAttempt: run.lastAttempt,
        });
      });
      if (owner !== undefined) yieldToOwner(deps, payload.trigger.kind, incident.id, owner);
    },
    (payload, run) => giveUpInvestigation(deps, payload, run),
  );
}

/** Another run has the incident. What people asked for waits its turn; a repeated webhook has nothing to add. */
function yieldToOwner(deps: WorkerDeps, trigger: string, incidentId: string, owner: string): void {
  const isAskedFor = trigger !== 'webhook' && trigger !== 'reconciliation';
  if (isAskedFor) throw new TryLater(10_000, `another run of this incident is under way (${owner})`);
  deps.logger.info({ incidentId, owner }, 'incident already under investigation');
}
