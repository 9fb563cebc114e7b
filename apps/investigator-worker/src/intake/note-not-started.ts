import type { Incident } from '@incidentfox/incident';
import type { WorkerDeps } from '../worker-deps.ts';
import type { Judgement } from './judge-incident.ts';

/** Remembers why an incident is not investigated, for whoever asks. One that is held has a record of its own. It never keeps a job from its work. */
export async function noteNotStarted(
  deps: Pick<WorkerDeps, 'notStarted' | 'logger' | 'now'>,
  team: string,
  incident: Incident,
  { decision, priority }: Judgement,
): Promise<void> {
  if (decision.kind === 'investigate' || decision.kind === 'hold') return;
  const isPrivate = incident.visibility === 'private';
  const { id: incidentId, reference } = incident;
  const noted = {
    team,
    incidentId,
    reference,
    name: isPrivate ? null : incident.name,
    priority,
    isPrivate,
    reason: decision.reason,
  };
  try {
    await deps.notStarted.note(noted, deps.now());
  } catch (error) {
    deps.logger.warn({ incidentId, team, error }, 'why an incident is not investigated could not be kept');
  }
}
