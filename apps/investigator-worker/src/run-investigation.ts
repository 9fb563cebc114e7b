import type { Incident, Investigation, Step, Trigger } from '@incidentfox/incident';
import { investigationIdOf } from '@incidentfox/investigations';
import { enqueueDeliveries } from './deliveries.ts';
import { StopRequested } from './hold-incident.ts';
import { investigate } from './investigation/investigate.ts';
import { type Judgement, judgeIncident } from './judge-incident.ts';
import { newInvestigation } from './new-investigation.ts';
import { deliveriesAtEnd, deliveriesAtStart, deliveriesAtStop } from './plan-deliveries.ts';
import type { Team } from './team.ts';
import { addressOf, type WorkerRoom } from './worker-room.ts';

export interface RunRequest {
  payload: { team: string; incidentId: string; trigger: Trigger; receivedAt: number };
  incident: Incident;
  judgement: Judgement;
  revision: number;
  /** Aborts when the job is cancelled, or with `StopRequested`. */
  signal: AbortSignal;
  lastAttempt: boolean;
}

/** Readers follow live steps at this pace; a faster pace is noise. */
const progressEveryMs = 10_000;

/** One revision from its first record to its deliveries. Throws so that the queue tries again; says so when it was the last try. */
export async function runInvestigation(room: WorkerRoom, team: Team, request: RunRequest): Promise<void> {
  const record = startOf(room, team, request);
  await room.investigations.write(record);
  await enqueueDeliveries(room.producer, record, 'started', deliveriesAtStart(team.settings));
  room.logger.info({ ...addressOf(record), trigger: record.trigger.kind }, 'investigation started');
  try {
    const findings = await room.takeTurn(
      () =>
        investigate({
          team,
          incident: request.incident,
          trigger: request.payload.trigger,
          now: room.now(),
          signal: request.signal,
          onContext: async (context) => {
            record.context = context;
            await room.investigations.write(record);
          },
          onSteps: progress(room, team, record),
        }),
      request.signal,
    );
    const stopped = await stoppedMeanwhile(team, request);
    if (stopped) return await endWithoutFindings(room, team, record, 'stopped', stopped);
    Object.assign(record, findings, { state: 'completed', finishedAt: isoNow(room) });
    await room.investigations.write(record);
    await enqueueDeliveries(room.producer, record, 'findings', deliveriesAtEnd(team.settings, findings.report));
    measure(room, record);
  } catch (error) {
    const { reason } = request.signal;
    if (reason instanceof StopRequested) return await endWithoutFindings(room, team, record, 'stopped', reason.message);
    if (request.lastAttempt && !request.signal.aborted) {
      const ending = 'The investigation failed and will not be tried again by itself.';
      await endWithoutFindings(room, team, record, 'failed', ending);
    }
    throw error;
  }
}

function startOf(room: WorkerRoom, team: Team, request: RunRequest): Investigation {
  const { payload, incident, judgement, revision } = request;
  const id = investigationIdOf(payload.team, incident.id);
  return {
    ...newInvestigation(payload, { id, revision, now: payload.receivedAt }),
    incidentId: incident.id,
    state: 'running',
    priority: judgement.priority,
    severityAssumed: judgement.severityAssumed,
    isTest: incident.mode === 'test',
    isPrivate: incident.visibility === 'private',
    incident,
    // so that the first message says what is being looked at
    steps: team.sources.map((source) => ({ source: source.id, state: 'asking', note: '' })),
    startedAt: isoNow(room),
  };
}

/** Keeps the record's live steps true and lets the notifier show them at a calm pace. */
function progress(room: WorkerRoom, team: Team, record: Investigation): (steps: readonly Step[]) => void {
  let shownAt = room.now();
  let step = 0;
  return (steps) => {
    record.steps = [...steps];
    if (room.now() - shownAt < progressEveryMs) return;
    shownAt = room.now();
    step += 1;
    const planned = { ...deliveriesAtStop(team.settings), timeline: [] };
    room.investigations
      .write(record)
      .then(() => enqueueDeliveries(room.producer, record, 'progress', planned, step))
      .catch((error: unknown) => room.logger.warn({ error, ...addressOf(record) }, 'progress was not shown'));
  };
}

/** The incident may have been declined, merged or closed while we looked: then readers want silence, said once. */
async function stoppedMeanwhile(team: Team, request: RunRequest): Promise<string | null> {
  const now = await team.incidentIo.incident(request.incident.id).catch(() => request.incident);
  const { decision } = await judgeIncident(team, now, request.payload.trigger);
  return decision.kind === 'stop' || decision.kind === 'skip' ? decision.reason : null;
}

/** Writes that a revision ended, with a sentence why, and tells readers that nothing will come. */
export async function endWithoutFindings(
  room: WorkerRoom,
  team: Team,
  record: Investigation,
  state: 'failed' | 'stopped',
  ending: string,
): Promise<void> {
  Object.assign(record, { state, ending, finishedAt: isoNow(room) });
  await room.investigations.write(record);
  await enqueueDeliveries(room.producer, record, 'ended', deliveriesAtStop(team.settings));
  room.metrics.ended(state, secondsOf(room, record));
  room.logger.warn({ ...addressOf(record), ending }, 'investigation ended without findings');
}

function measure(room: WorkerRoom, record: Investigation): void {
  const outcome = record.report?.verdict ?? 'none';
  room.metrics.ended(outcome, secondsOf(room, record));
  room.logger.info({ ...addressOf(record), outcome, questions: record.questions.length }, 'investigation completed');
}

function secondsOf(room: WorkerRoom, record: Investigation): number {
  return (room.now() - Date.parse(record.queuedAt)) / 1000;
}

function isoNow(room: WorkerRoom): string {
  return new Date(room.now()).toISOString();
}
