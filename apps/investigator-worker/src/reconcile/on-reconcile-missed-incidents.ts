import type { Settings } from '@incidentfox/config';
import { Failure } from '@incidentfox/failures';
import type { Incident } from '@incidentfox/incident';
import { investigateIncident, reconcileMissedIncidents } from '@incidentfox/jobs';
import { type JobHandler, type JobProducer, onJob } from '@incidentfox/jobs/bullmq';
import { judgeIncident } from '../intake/judge-incident.ts';
import type { Team } from '../team.ts';
import type { WorkerDeps } from '../worker-deps.ts';
import type { ReconciliationMetrics } from './reconciliation-metrics.ts';

const hour = 3_600_000;
const lookBackMs = 24 * hour;
/** Incidents that are looked at, and runs that are started, in one pass. What is left over waits for the next. */
const maxListed = 500;
const maxStarted = 50;

/**
 * Catches what no webhook told us: incidents declared while the gateway, the queue or the worker was down. Lists what is
 * live, and starts what policy wants and nobody took up. Running it twice starts nothing twice.
 */
export function onReconcileMissedIncidents(deps: WorkerDeps, metrics: ReconciliationMetrics): JobHandler {
  return onJob(reconcileMissedIncidents, async (payload) => {
    const team = deps.team(payload.team);
    if (!team) throw new Failure('config', `the configuration has no team ${payload.team}`);
    const live = await listLive(deps, team);
    let started = 0;
    let leftOver = 0;
    for (const incident of live) {
      if (!(await wasMissed(deps, team, incident))) continue;
      if (started >= maxStarted) leftOver += 1;
      else if (await start(deps, payload.team, incident)) started += 1;
    }
    metrics.passed(payload.team, { listed: live.length, started, leftOver });
    if (started + leftOver > 0) {
      deps.logger.warn({ team: payload.team, listed: live.length, started, leftOver }, 'missed incidents found');
    }
  });
}

/** Repeats the pass for every team that starts investigations automatically. Safe to call at every start. */
export async function scheduleReconciliation(
  producer: JobProducer,
  settings: Settings,
  everyMs = 60_000,
): Promise<void> {
  for (const { id, incidentIo } of settings.teams) {
    if (!incidentIo.enabled || !incidentIo.policy.autoInvestigate) continue;
    await producer.schedule(reconcileMissedIncidents, { team: id }, everyMs);
  }
}

async function listLive(deps: WorkerDeps, team: Team): Promise<Incident[]> {
  const { investigateTestIncidents } = team.settings.incidentIo.policy;
  return team.incidentIo.incidents({
    statusCategories: ['triage', 'live'],
    createdAfter: deps.now() - lookBackMs,
    limit: maxListed,
    ...(investigateTestIncidents ? { modes: ['standard', 'test'] } : { modes: ['standard'] }),
  });
}

async function wasMissed(deps: WorkerDeps, team: Team, incident: Incident): Promise<boolean> {
  const record = await deps.investigations.ofIncident(team.settings.id, incident.id);
  if (record !== null) return false;
  const { decision } = await judgeIncident(team, incident, { kind: 'reconciliation' });
  return decision.kind === 'investigate';
}

/** One job an incident and hour: a pass that repeats adds nothing, and a job that failed permanently does not block for ever. */
async function start(deps: WorkerDeps, team: string, incident: Incident): Promise<boolean> {
  const receivedAt = deps.now();
  const added = await deps.producer.add(investigateIncident, {
    team,
    incidentId: incident.id,
    trigger: { kind: 'reconciliation' },
    key: `reconcile-${incident.id}-${Math.floor(receivedAt / hour)}`,
    receivedAt,
    afterRevision: 0,
  });
  return added === 'added';
}
