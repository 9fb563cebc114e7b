import type { Incident } from '@incidentfox/incident';
import { reconcileMissedIncidents } from '@incidentfox/jobs';
import { type JobHandler, type JobRun, onJob } from '@incidentfox/jobs/bullmq';
import type { Team } from '../team.ts';
import type { WorkerDeps } from '../worker-deps.ts';
import { type Compared, type Comparing, compareIncident } from './compare-incident.ts';
import { createUnlistedLooks, type UnlistedLooks } from './look-at-unlisted.ts';
import type { ReconciliationMetrics } from './reconciliation-metrics.ts';
import { createRememberedJudgements, type RememberedJudgements } from './remembered-judgements.ts';
import { createUnreadable, type Unreadable } from './unreadable-records.ts';

const changedWithinMs = 24 * 3_600_000;
/** Incidents that are looked at, and runs that are started, in one pass. What is left over waits for the next. */
const maxListed = 500;
const maxStarted = 50;

interface Pass {
  readonly deps: WorkerDeps;
  readonly team: Team;
  readonly run: JobRun;
  readonly judgements: RememberedJudgements;
  readonly unlisted: UnlistedLooks;
  readonly unreadable: Unreadable;
}

/**
 * Catches what no webhook told us, or what was told while the gateway, the queue or a worker was down. Lists what is open,
 * compares it with what is on record, and reads by itself only what the list does not show. Running it twice does nothing twice.
 */
export function onReconcileMissedIncidents(deps: WorkerDeps, metrics: ReconciliationMetrics): JobHandler {
  const memory = {
    judgements: createRememberedJudgements(deps.now),
    unlisted: createUnlistedLooks(deps.now),
    unreadable: createUnreadable(deps.logger),
  };
  return onJob(reconcileMissedIncidents, async (payload, run) => {
    const team = deps.team(payload.team);
    // Its schedule ends with the next look at the schedules.
    if (!team)
      return deps.logger.info({ team: payload.team }, 'the configuration has no such team: nothing to reconcile');
    const { listed, found } = await compareAll({ deps, team, run, ...memory });
    const count = (what: Compared) => found.filter((one) => one === what).length;
    const tally = { listed, started: count('started'), leftOver: count('missed') };
    metrics.passed(payload.team, { ...tally, resumed: count('resumed'), considered: count('considered') });
    if (tally.started + tally.leftOver > 0)
      deps.logger.warn({ team: payload.team, ...tally }, 'missed incidents found');
  });
}

async function compareAll(pass: Pass): Promise<{ listed: number; found: Compared[] }> {
  const { deps, team, unreadable } = pass;
  const open = await listOpen(deps, team);
  const found: Compared[] = [];
  const comparing: Comparing = {
    ...pass,
    hasRoom: () => found.filter((one) => one === 'started').length < maxStarted,
  };
  pass.judgements.begin();
  for (const incident of open) {
    const compared = await unreadable.skip(incident.id, () => compareIncident(comparing, incident));
    if (compared !== null) found.push(compared);
  }
  found.push(...(await pass.unlisted.look({ ...comparing, ...pass }, new Set(open.map((one) => one.id)))));
  return { listed: open.length, found };
}

/** Whatever changed within a day, however old it is: an incident of last week may be opened again. */
async function listOpen(deps: WorkerDeps, team: Team): Promise<Incident[]> {
  const { investigateTestIncidents } = team.settings.incidentIo.policy;
  return team.incidentIo.incidents({
    statusCategories: ['triage', 'live', 'paused'],
    updatedAfter: deps.now() - changedWithinMs,
    limit: maxListed,
    ...(investigateTestIncidents ? { modes: ['standard', 'test'] } : { modes: ['standard'] }),
  });
}
