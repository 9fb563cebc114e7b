import type { Incident, Investigation, Step, Trigger } from '@incidentfox/incident';
import { investigationIdOf } from '@incidentfox/investigations';
import { enqueueDeliveries } from '../deliveries/enqueue-deliveries.ts';
import { deliveriesAtEnd, deliveriesAtStart, slackOnly } from '../deliveries/plan-deliveries.ts';
import { followPrivacy } from '../intake/follow-privacy.ts';
import { type Judgement, judgeIncident } from '../intake/judge-incident.ts';
import { newInvestigation } from '../intake/new-investigation.ts';
import { investigate } from '../investigation/investigate.ts';
import type { Team } from '../team.ts';
import { addressOf, type WorkerDeps } from '../worker-deps.ts';
import { endWithoutFindings, secondsOf } from './end-without-findings.ts';
import { StopRequested } from './with-incident-lease.ts';

export interface RunRequest {
  payload: { team: string; incidentId: string; trigger: Trigger; receivedAt: number };
  incident: Incident;
  judgement: Judgement;
  revision: number;
  /** Aborts when the job is cancelled, or with `StopRequested`. */
  signal: AbortSignal;
}

/** How often readers see live steps; more often is noise. */
const progressEveryMs = 10_000;

/**
 * One revision from its first record to its deliveries, written by whoever holds the incident (`deps.investigations`). Throws
 * so that the queue tries again; that it will not be tried any more is told by `giveUpInvestigation`.
 */
export async function runInvestigation(deps: WorkerDeps, team: Team, request: RunRequest): Promise<void> {
  const record = startOf(deps, team, request);
  await deps.investigations.write(record);
  await enqueueDeliveries(deps.producer, record, 'started', deliveriesAtStart(team.settings));
  deps.logger.info({ ...addressOf(record), trigger: record.trigger.kind }, 'investigation started');
  try {
    const findings = await deps.withConcurrencySlot(
      () =>
        investigate({
          team,
          discovery: deps.discoveryOf(team),
          incident: request.incident,
          trigger: request.payload.trigger,
          now: deps.now(),
          signal: request.signal,
          onContext: async (context) => {
            record.context = context;
            await deps.investigations.write(record);
          },
          onSteps: progress(deps, team, record),
        }),
      request.signal,
    );
    const stopped = await stoppedMeanwhile(deps, team, record, request);
    if (stopped) return await endWithoutFindings(deps, team, record, 'stopped', stopped);
    Object.assign(record, findings, { state: 'completed', finishedAt: isoNow(deps) });
    await deps.investigations.write(record);
    await enqueueDeliveries(deps.producer, record, 'findings', deliveriesAtEnd(team.settings, findings.report));
    measure(deps, record);
  } catch (error) {
    const { reason } = request.signal;
    if (reason instanceof StopRequested) return await endWithoutFindings(deps, team, record, 'stopped', reason.message);
    throw error;
  }
}

function startOf(deps: WorkerDeps, team: Team, request: RunRequest): Investigation {
  const { payload, incident, judgement, revision } = request;
  const id = investigationIdOf(payload.team, incident.id);
  return {
    ...newInvestigation(payload, { id, revision, now: payload.receivedAt }),
    incidentId: incident.id,
    state: 'running',
    priority: judgement.priority,
    priorityOrigin: judgement.priorityOrigin,
    isTest: incident.mode === 'test',
    isPrivate: incident.visibility === 'private',
    incident,
    // so that the first message says what is being looked at
    steps: team.sources.map((source) => ({ source: source.id, state: 'asking', note: '' })),
    startedAt: isoNow(deps),
  };
}

/** Keeps the live steps of the record up to date, and has the notifier show them no more often than `progressEveryMs`. */
function progress(deps: WorkerDeps, team: Team, record: Investigation): (steps: readonly Step[]) => void {
  let shownAt = deps.now();
  let step = 0;
  return (steps) => {
    record.steps = [...steps];
    if (deps.now() - shownAt < progressEveryMs) return;
    shownAt = deps.now();
    step += 1;
    const planned = { ...slackOnly(team.settings), timeline: [] };
    deps.investigations
      .write(record)
      .then(() => enqueueDeliveries(deps.producer, record, 'progress', planned, step))
      .catch((error: unknown) => deps.logger.warn({ error, ...addressOf(record) }, 'progress not shown'));
  };
}

/**
 * The incident may have been declined, merged or closed while we looked: then readers are told once that nothing will come.
 * While incident.io does not say, the findings are better than another run.
 */
async function stoppedMeanwhile(
  deps: WorkerDeps,
  team: Team,
  record: Investigation,
  request: RunRequest,
): Promise<string | null> {
  const now = await team.incidentIo.incident(request.incident.id).catch(() => null);
  if (now === null) return null;
  await followPrivacy(deps, record, now);
  const judgement = await judgeIncident(team, now, request.payload.trigger).catch(() => null);
  const decision = judgement?.decision ?? { kind: 'investigate' };
  return decision.kind === 'stop' || decision.kind === 'skip' ? decision.reason : null;
}

function measure(deps: WorkerDeps, record: Investigation): void {
  const outcome = record.report?.verdict ?? 'none';
  deps.metrics.ended(outcome, secondsOf(deps, record));
  deps.metrics.reported(record);
  deps.logger.info({ ...addressOf(record), outcome, questions: record.questions.length }, 'investigation completed');
}

function isoNow(deps: WorkerDeps): string {
  return new Date(deps.now()).toISOString();
}
