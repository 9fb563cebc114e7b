import type { Incident, Trigger } from '@incidentfox/incident';
import { investigationIdOf } from '@incidentfox/investigations';
import type { WorkerDeps } from '../worker-deps.ts';
import type { Judgement } from './judge-incident.ts';
import { newInvestigation } from './new-investigation.ts';

interface Request {
  team: string;
  incidentId: string;
  trigger: Trigger;
  /** What the webhook said; nothing is known to be public unless one said so. */
  visibility?: 'public' | 'private' | undefined;
}

/**
 * Marks an incident that incident.io does not show us, once and without its details. Reconciliation looks at it again; what
 * helps for good is a change of the key's roles.
 */
export async function recordNoAccess(deps: WorkerDeps, request: Request): Promise<void> {
  const id = investigationIdOf(request.team, request.incidentId);
  if (await deps.investigations.read(id)) return;
  const isPrivate = request.visibility !== 'public';
  const fields = { incidentId: request.incidentId, team: request.team };
  if (isPrivate) {
    deps.logger.warn(
      fields,
      'incident.io does not let this API key read the incident; give the key access to private incidents to have them investigated',
    );
  } else {
    deps.logger.warn(
      fields,
      'incident.io told of this public incident and does not show it to the API key; it is looked at again',
    );
  }
  await deps.investigations.write({
    ...newInvestigation(request, { id, revision: 1, now: deps.now() }),
    isPrivate,
    state: 'stopped',
    ending: isPrivate
      ? 'The incident.io API key may not read this incident.'
      : 'incident.io did not show this incident to the API key.',
    finishedAt: new Date(deps.now()).toISOString(),
  });
}

/** Remembers a paused incident, so that it is taken up when it goes on. */
export async function recordHeld(deps: WorkerDeps, request: Request, incident: Incident, judgement: Judgement) {
  const id = investigationIdOf(request.team, incident.id);
  if (await deps.investigations.read(id)) return;
  await deps.investigations.write({
    ...newInvestigation(request, { id, revision: 1, now: deps.now() }),
    state: 'held',
    priority: judgement.priority,
    priorityOrigin: judgement.priorityOrigin,
    incident,
    isPrivate: incident.visibility === 'private',
    isTest: incident.mode === 'test',
  });
}
