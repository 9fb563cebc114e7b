import type { Settings } from '@incidentfox/config';
import { Failure } from '@incidentfox/failures';
import type { Incident } from '@incidentfox/incident';
import { investigateIncident, reconcileMissedIncidents } from '@incidentfox/jobs';
import { type JobHandler, type JobProducer, onJob } from '@incidentfox/jobs/bullmq';
import { judgeIncident } from './judge-incident.ts';
import type { ReconciliationMetrics } from './reconcile-missed-incidents-metrics.ts';
import type { Team } from './team.ts';
import type { WorkerRoom } from './worker-room.ts';

const hour = 3_600_000;
const lookBackMs = 24 * hour;
/** Incidents that are looked at, and runs that are started, in one pass. What is left over waits for the next. */
const mostListed = 500;
const mostStarted = 50;

/**
 * Catches what no webhook told us: incidents declared while the gateway, the queue or the worker was down. Lists what is
 * live, and starts what policy wants and nobody took up. Running it twice starts nothing twice.
 */
export function onReconcileMissedIncidents(room: WorkerRoom, metrics: ReconciliationMetrics): JobHandler {
  return onJob(reconcileMissedIncidents, async (payload) => {
    const team = room.team(payload.team);
    if (!team) throw new Failure('config', `the configuration has no team ${payload.team}`);
    const live = await listLive(room, team);
    let started = 0;
    let leftOver = 0;
    for (const incident of live) {
      if (!(await wasMissed(room, team, incident))) continue;
      if (started >= mostStarted) leftOver += 1;
      else if (await start(room, payload.team, incident)) started += 1;
    }
    metrics.passed(payload.team, { listed: live.length, started, leftOver });
    if (started + leftOver > 0) {
      room.logger.warn({ team: payload.team, listed: live.length, started, leftOver }, 'missed incidents were found');
    }
  });
}

/** Repeats the pass for every team that starts investigations by itself. Safe to call at every start. */
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

async function listLive(room: WorkerRoom, team: Team): Promise<Incident[]> {
  const { investigateTestIncidents } = team.settings.incidentIo.policy;
  return team.incidentIo.incidents({
    statusCategories: ['triage', 'live'],
    createdAfter: room.now() - lookBackMs,
    limit: mostListed,
    ...(investigateTestIncidents ? { modes: ['standard', 'test'] } : { modes: ['standard'] }),
  });
}

async function wasMissed(room: WorkerRoom, team: Team, incident: Incident): Promise<boolean> {
  const record = await room.investigations.ofIncident(team.settings.id, incident.id);
  if (record !== null) return false;
  const { decision } = await judgeIncident(team, incident, { kind: 'reconciliation' });
  return decision.kind === 'investigate';
}

/** One job an incident and hour: a pass that repeats adds nothing, and a job that failed for good does not block for ever. */
async function start(room: WorkerRoom, team: string, incident: Incident): Promise<boolean> {
  const receivedAt = room.now();
  const added = await room.producer.add(investigateIncident, {
    team,
    incidentId: incident.id,
    trigger: { kind: 'reconciliation' },
    key: `reconcile-${incident.id}-${Math.floor(receivedAt / hour)}`,
    receivedAt,
    afterRevision: 0,
  });
  return added === 'added';
}
