import type { Investigation } from '@incidentfox/incident';
import { investigateIncident, waitForTeam } from '@incidentfox/jobs';
import { type JobHandler, type JobRun, onJob, TryLater } from '@incidentfox/jobs/bullmq';
import { followPrivacy } from '../intake/follow-privacy.ts';
import { judgeIncident } from '../intake/judge-incident.ts';
import { noteNotStarted } from '../intake/note-not-started.ts';
import { noteRefusal } from '../intake/note-refusal.ts';
import { readIncident } from '../intake/read-incident.ts';
import { recordHeld } from '../intake/record-not-started.ts';
import type { Team } from '../team.ts';
import type { WorkerDeps } from '../worker-deps.ts';
import { announceEnd, finishedBy, startedBy } from './announce-end.ts';
import { chooseRevision } from './choose-revision.ts';
import { endUnfinished, isUnderWay } from './end-unfinished.ts';
import { giveUpInvestigation } from './give-up-investigation.ts';
import { type RunRequest, runInvestigation } from './run-investigation.ts';
import { withIncidentLease } from './with-incident-lease.ts';

/**
 * Re-reads the incident, makes the binding decision, takes the incident for one run, and investigates. Safe to run twice:
 * the lease keeps two runs apart, and an unfinished revision is taken up again. One that cannot go on is ended, whatever
 * keeps it: readers who saw it start are told.
 */
export function onInvestigateIncident(deps: WorkerDeps): JobHandler {
  return onJob(
    investigateIncident,
    async (payload, run) => {
      const team = deps.team(payload.team);
      if (!team) return waitForTeam(payload.team, run, deps.now());
      const owner = await investigateOrEnd(deps, team, payload, run);
      if (owner !== undefined) yieldToOwner(deps, payload.trigger.kind, payload.incidentId, owner);
    },
    (payload, run, because) => giveUpInvestigation(deps, payload, run, because),
  );
}

type Request = RunRequest['payload'] & {
  afterRevision?: number | undefined;
  visibility?: 'public' | 'private' | undefined;
};

/** @returns the owner of another run that has the incident, else undefined */
async function investigateOrEnd(
  deps: WorkerDeps,
  team: Team,
  payload: Request,
  run: JobRun,
): Promise<string | undefined> {
  const incident = await readIncident(deps, team, payload, run);
  const before = await deps.investigations.ofIncident(payload.team, payload.incidentId);
  if (incident === null) {
    await noteRefusal(deps, { team, request: payload, record: before, run });
    return undefined;
  }
  if (before) await followPrivacy(deps, before, incident);
  const judgement = await judgeIncident(team, incident, payload.trigger);
  const { decision } = judgement;
  // A run under way is finished although its incident is paused meanwhile.
  const goesOn = decision.kind === 'investigate' || (decision.kind === 'hold' && isUnderWay(before));
  if (!goesOn) {
    await leave(deps, team, { payload, incident, judgement, before, run });
    return undefined;
  }
  return withIncidentLease(deps, { team: payload.team, id: incident.id }, run, async ({ investigations, signal }) => {
    const held = { ...deps, investigations };
    const latest = await investigations.ofIncident(payload.team, incident.id);
    if (latest && finishedBy(latest, payload)) return announceEnd(held, team, latest);
    const revision = chooseRevision(latest, payload.trigger, payload.afterRevision);
    if (revision === null) return deps.logger.info({ incidentId: incident.id }, 'incident already investigated');
    await runInvestigation(held, team, { payload, incident, judgement, revision, signal });
  });
}

interface Left extends Pick<RunRequest, 'payload' | 'incident' | 'judgement'> {
  readonly before: Investigation | null;
  readonly run: JobRun;
}

/** Policy does not want the incident now: remembers it while it is paused, and ends what a crashed worker left under way. */
async function leave(deps: WorkerDeps, team: Team, { payload, incident, judgement, before, run }: Left): Promise<void> {
  const { decision } = judgement;
  if (decision.kind === 'investigate') return;
  if (decision.kind === 'hold') await recordHeld(deps, payload, incident, judgement);
  else if (isUnderWay(before) && startedBy(before, payload))
    await endUnfinished(deps, team, incident.id, run, { state: 'stopped', ending: `Stopped: ${decision.reason}.` });
  if (before === null) await noteNotStarted(deps, payload.team, incident, judgement);
  deps.metrics.notStarted(decision.kind);
  deps.logger.info({ incidentId: incident.id, ...decision }, 'incident not investigated');
}

/** Another run has the incident. What people asked for waits its turn; a repeated webhook has nothing to add. */
function yieldToOwner(deps: WorkerDeps, trigger: string, incidentId: string, owner: string): void {
  const isAskedFor = trigger !== 'webhook' && trigger !== 'reconciliation';
  if (isAskedFor) throw new TryLater(10_000, `another run of this incident is under way (${owner})`);
  deps.logger.info({ incidentId, owner }, 'incident already under investigation');
}
