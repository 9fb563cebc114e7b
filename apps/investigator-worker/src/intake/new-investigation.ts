import type { Investigation, Trigger } from '@incidentfox/incident';

/** An empty record, as it stands before the incident has been read. `now` is epoch ms. */
export function newInvestigation(
  request: { team: string; incidentId: string; trigger: Trigger },
  at: { id: string; revision: number; now: number },
): Investigation {
  return {
    id: at.id,
    revision: at.revision,
    team: request.team,
    incidentId: request.incidentId,
    trigger: request.trigger,
    state: 'queued',
    priority: 'P2',
    priorityOrigin: 'missing',
    isTest: false,
    isPrivate: false,
    incident: null,
    context: null,
    steps: [],
    questions: [],
    report: null,
    ending: null,
    queuedAt: new Date(at.now).toISOString(),
    startedAt: null,
    finishedAt: null,
  };
}
