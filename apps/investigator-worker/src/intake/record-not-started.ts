import type { Incident, Trigger } from '@incidentfox/incident';
import { investigationIdOf } from '@incidentfox/investigations';
import type { WorkerDeps } from '../worker-deps.ts';
import type { Judgement } from './judge-incident.ts';
import { newInvestigation } from './new-investigation.ts';

interface Request {
  team: string;
  incidentId: string;
  trigger: Trigger;
}

/** Marks an incident the key may not read, once and without its details: nobody can do anything but change the key's roles. */
export async function recordNoAccess(deps: WorkerDeps, request: Request): Promise<void> {
  const id = investigationIdOf(request.team, request.incidentId);
  if (await deps.investigations.read(id)) return;
  deps.logger.warn(
    { incidentId: request.incidentId, team: request.team },
    'incident.io does not let this API key read the incident; give the key access to private incidents to have them investigated',
  );
  await deps.investigations.write({
    ...newInvestigation(request, { id, revision: 1, now: deps.now() }),
    isPrivate: true,
    state: 'stopped',
    ending: 'The incident.io API key may not read this incident.',
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
