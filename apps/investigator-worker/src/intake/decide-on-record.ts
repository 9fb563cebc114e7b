import type { Incident, Investigation } from '@incidentfox/incident';
import { decideUpdate, type UpdateDecision } from '@incidentfox/policy';
import type { Team } from '../team.ts';
import type { Judgement } from './judge-incident.ts';

interface Compared {
  readonly team: Team;
  /** As the API has it now. */
  readonly incident: Incident;
  readonly record: Investigation | null;
  readonly judgement: Judgement;
}

/** What the difference between an incident and what is on record of it asks for. */
export function decideOnRecord({ team, incident, record, judgement }: Compared, nowMs: number): UpdateDecision {
  const { policy } = team.settings.incidentIo;
  return decideUpdate({ incident, record, decision: judgement.decision, policy, nowMs });
}

/** A run somebody asked for is not stopped by policy; what happens after it is policy's again. */
export function triggerToJudgeBy(record: Investigation | null): Investigation['trigger'] {
  const isUnderWay = record?.state === 'queued' || record?.state === 'running';
  return record && isUnderWay ? record.trigger : { kind: 'update' };
}
