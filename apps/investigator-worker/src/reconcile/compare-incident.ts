import type { Incident, Investigation } from '@incidentfox/incident';
import { considerUpdate, investigateIncident } from '@incidentfox/jobs';
import { materialChanges } from '@incidentfox/policy';
import { decideOnRecord, triggerToJudgeBy } from '../intake/decide-on-record.ts';
import { noteNotStarted } from '../intake/note-not-started.ts';
import { isUnderWay } from '../run/end-unfinished.ts';
import type { Team } from '../team.ts';
import type { WorkerDeps } from '../worker-deps.ts';
import type { RememberedJudgements } from './remembered-judgements.ts';

const hour = 3_600_000;
/** Of incidents nobody took up: older ones are no news to anybody. */
const lookBackMs = 24 * hour;

/** What came of one incident in a pass. `missed` was to be started and found no room. */
export type Compared = 'started' | 'missed' | 'resumed' | 'considered' | 'unchanged';

export interface Comparing {
  readonly deps: WorkerDeps;
  readonly team: Team;
  readonly judgements: RememberedJudgements;
  /** Whether another run may be started in this pass. */
  hasRoom(): boolean;
}

/** Compares an incident as incident.io has it with what is on record, and has done what no webhook asked for. */
export async function compareIncident(comparing: Comparing, incident: Incident): Promise<Compared> {
  const { deps, team } = comparing;
  const record = await deps.investigations.ofIncident(team.settings.id, incident.id);
  if (record === null) return startMissed(comparing, incident);
  if (isUnderWay(record)) return lookAtRun(comparing, incident, record);
  if (!mayDiffer(incident, record)) return 'unchanged';
  const judgement = await comparing.judgements.judge(team, incident, triggerToJudgeBy(record));
  if (judgement === null) return 'missed';
  const decided = decideOnRecord({ team, incident, record, judgement }, deps.now());
  const isSettled = decided.kind === 'nothing' || decided.kind === 'wait';
  return isSettled && isPrivacyKnown(incident, record) ? 'unchanged' : consider(comparing, incident, record);
}

/** Without a judgement, which may cost requests: most incidents are as they were a minute ago. */
function mayDiffer(incident: Incident, record: Investigation): boolean {
  if (record.state === 'held' || record.state === 'stopped' || record.incident === null) return true;
  return materialChanges(record.incident, incident).length > 0 || !isPrivacyKnown(incident, record);
}

function isPrivacyKnown(incident: Incident, record: Investigation): boolean {
  return record.isPrivate === (incident.visibility === 'private');
}

/** One job an incident and hour: a pass that repeats adds nothing, and a job that failed permanently does not block for ever. */
async function startMissed({ deps, team, judgements, hasRoom }: Comparing, incident: Incident): Promise<Compared> {
  const receivedAt = deps.now();
  if (Date.parse(incident.createdAt) < receivedAt - lookBackMs) return 'unchanged';
  const judgement = await judgements.judge(team, incident, { kind: 'reconciliation' });
  if (judgement === null) return 'missed';
  if (judgement.decision.kind !== 'investigate') {
    await noteNotStarted(deps, team.settings.id, incident, judgement);
    return 'unchanged';
  }
  if (!hasRoom()) return 'missed';
  const added = await deps.producer.add(investigateIncident, {
    team: team.settings.id,
    incidentId: incident.id,
    trigger: { kind: 'reconciliation' },
    key: `reconcile-${incident.id}-${Math.floor(receivedAt / hour)}`,
    receivedAt,
    afterRevision: 0,
    visibility: incident.visibility,
  });
  return added === 'added' ? 'started' : 'unchanged';
}

/** A run that somebody has is looked at when its incident changed; one that nobody has is taken up again. */
async function lookAtRun(comparing: Comparing, incident: Incident, record: Investigation): Promise<Compared> {
  const { deps, team, judgements } = comparing;
  const isHeld = (await deps.investigations.holder(team.settings.id, incident.id)) !== null;
  const judgement = await judgements.judge(team, incident, record.trigger);
  if (judgement === null) return 'missed';
  const decided = decideOnRecord({ team, incident, record, judgement }, deps.now());
  if (decided.kind === 'stop' || (isHeld && decided.kind === 'deliver') || !isPrivacyKnown(incident, record))
    return consider(comparing, incident, record);
  return isHeld ? 'unchanged' : resume(comparing, record);
}

/**
 * The very request the run began with, so that whoever still holds a job for it finds it served. While that job waits, because
 * incident.io is away, both wait.
 */
async function resume({ deps }: Comparing, record: Investigation): Promise<Compared> {
  const request = {
    team: record.team,
    incidentId: record.incidentId,
    trigger: record.trigger,
    key: `resume-${record.incidentId}-r${record.revision}`,
    receivedAt: Date.parse(record.queuedAt),
    afterRevision: record.revision - 1,
  };
  const added = await deps.producer.add(investigateIncident, request, { forgetWhenDone: true });
  if (added === 'duplicate') return 'unchanged';
  const { id: investigationId, revision } = record;
  deps.logger.warn({ investigationId, revision, team: record.team }, 'run that no worker has: taken up again');
  return 'resumed';
}

async function consider({ deps }: Comparing, incident: Incident, record: Investigation): Promise<Compared> {
  const request = {
    team: record.team,
    incidentId: incident.id,
    key: `reconcile-${incident.id}-r${record.revision}`,
    receivedAt: deps.now(),
    visibility: incident.visibility,
  };
  const added = await deps.producer.add(considerUpdate, request, { forgetWhenDone: true });
  return added === 'added' ? 'considered' : 'unchanged';
}
