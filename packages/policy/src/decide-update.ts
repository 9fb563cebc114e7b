import type { Incident, Investigation } from '@incidentfox/incident';
import type { PolicyDecision } from './decide-investigation.ts';
import { type MaterialField, materialChanges } from './material-fields.ts';
import type { PolicySettings } from './policy-settings.ts';

/** What to do about an incident that changed. `reason` is a clause for people and for the log. */
export type UpdateDecision =
  | { kind: 'start'; reason: string }
  | { kind: 'reinvestigate'; changed: MaterialField[] }
  /** Look again after `ms`. */
  | { kind: 'wait'; ms: number; because: 'running' | 'cooldown' }
  | { kind: 'stop'; reason: string }
  | { kind: 'hold'; reason: string }
  /** The channel appeared: what waits for it can go out. */
  | { kind: 'deliver' }
  /** Nothing to do but to keep the status on record: only what is known to be over can be seen to be reopened. */
  | { kind: 'remember'; reason: string }
  | { kind: 'nothing'; reason: string };

export interface Update {
  /** As the API says now. */
  incident: Incident;
  /** The latest revision, or null when the incident was never taken up. */
  record: Pick<Investigation, 'state' | 'revision' | 'incident' | 'finishedAt'> | null;
  decision: PolicyDecision;
  policy: Pick<PolicySettings, 'maxRevisions' | 'cooldownSeconds'>;
  nowMs: number;
}

/** How long a look at a run under way waits for its end. */
const whileRunningMs = 15_000;

/** Compares the incident with what its latest revision was about, and decides. Pure. */
export function decideUpdate(update: Update): UpdateDecision {
  const { record, decision } = update;
  if (record === null) return forUnknown(decision);
  switch (record.state) {
    case 'queued':
    case 'running':
      return forUnderWay(update);
    case 'held':
      if (decision.kind === 'investigate') return { kind: 'start', reason: 'the incident goes on' };
      return decision.kind === 'hold'
        ? { kind: 'nothing', reason: decision.reason }
        : { kind: 'stop', reason: decision.reason };
    case 'stopped':
      return forStopped(update, record);
    case 'completed':
    case 'failed':
      return forFinished(update, record);
  }
}

function forUnknown(decision: PolicyDecision): UpdateDecision {
  if (decision.kind === 'investigate') return { kind: 'start', reason: 'policy wants it now' };
  return decision.kind === 'hold'
    ? { kind: 'hold', reason: decision.reason }
    : { kind: 'nothing', reason: decision.reason };
}

function forUnderWay({ incident, record, decision }: Update): UpdateDecision {
  if (decision.kind === 'stop' || decision.kind === 'skip') return { kind: 'stop', reason: decision.reason };
  if (decision.kind === 'hold')
    return { kind: 'nothing', reason: 'the run under way is finished although the incident is paused' };
  const changed = changesSince(record?.incident ?? null, incident);
  if (changed.some((field) => field !== 'channel')) return { kind: 'wait', ms: whileRunningMs, because: 'running' };
  return changed.length > 0 ? { kind: 'deliver' } : { kind: 'nothing', reason: 'nothing material changed' };
}

function forStopped({ incident, decision, policy }: Update, record: NonNullable<Update['record']>): UpdateDecision {
  if (decision.kind !== 'investigate') return leaveAlone(record.incident, incident, decision);
  if (record.revision >= policy.maxRevisions)
    return { kind: 'nothing', reason: `all ${policy.maxRevisions} revisions are used` };
  return { kind: 'start', reason: 'policy wants it again' };
}

function forFinished(update: Update, record: NonNullable<Update['record']>): UpdateDecision {
  const { incident, decision, policy, nowMs } = update;
  const changed = changesSince(record.incident, incident);
  if (changed.length === 0) return { kind: 'nothing', reason: 'nothing material changed' };
  // Deliver first; asked again with the channel on record, the rest of the changes decides.
  if (changed.includes('channel')) return { kind: 'deliver' };
  if (decision.kind !== 'investigate') return leaveAlone(record.incident, incident, decision);
  if (record.revision >= policy.maxRevisions)
    return { kind: 'nothing', reason: `all ${policy.maxRevisions} revisions are used` };
  const cooldownMs = cooldownLeftMs(record.finishedAt, policy.cooldownSeconds, nowMs);
  return cooldownMs > 0 ? { kind: 'wait', ms: cooldownMs, because: 'cooldown' } : { kind: 'reinvestigate', changed };
}

/** That an incident is over starts nothing, but is remembered: live again later, it is a changed incident. */
function leaveAlone(
  before: Incident | null,
  now: Incident,
  decision: Exclude<PolicyDecision, { kind: 'investigate' }>,
): UpdateDecision {
  const { kind, reason } = decision;
  const isNews = kind === 'stop' && before !== null && materialChanges(before, now).includes('status');
  return { kind: isNews ? 'remember' : 'nothing', reason };
}

/** A record without its incident (the key could not read it) was about nothing yet: everything is new. */
function changesSince(before: Incident | null, now: Incident): MaterialField[] {
  return before === null ? ['name'] : materialChanges(before, now);
}

function cooldownLeftMs(finishedAt: string | null, cooldownSeconds: number, nowMs: number): number {
  if (finishedAt === null) return 0;
  return Math.max(0, Date.parse(finishedAt) + cooldownSeconds * 1_000 - nowMs);
}
