import type { Investigation } from '@incidentfox/incident';
import { anIncident } from '@incidentfox/test-kit';
import { investigationIdOf } from '../src/index.ts';

/** A record as it stands while its run is under way. */
export function anInvestigation(different: Partial<Investigation> = {}): Investigation {
  const incidentId = different.incidentId ?? '01KB';
  return {
    id: investigationIdOf('default', incidentId),
    revision: 1,
    team: 'default',
    incidentId,
    trigger: { kind: 'webhook' },
    state: 'running',
    priority: 'P1',
    priorityOrigin: 'name',
    isTest: false,
    isPrivate: false,
    incident: anIncident({ id: incidentId }),
    context: null,
    steps: [],
    questions: [],
    report: null,
    ending: null,
    queuedAt: '2026-11-23T14:36:00.000Z',
    startedAt: null,
    finishedAt: null,
    ...different,
  };
}
