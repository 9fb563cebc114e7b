import type { Incident, Priority, StatusCategory } from '@incidentfox/incident';
import { isAtLeast } from '@incidentfox/severity';
import { matchesCondition } from './matches-condition.ts';
import type { PolicySettings } from './policy-settings.ts';

/** `reason` is a clause for people, without names from the incident: it stands in logs, records and answers to webhooks. */
export type PolicyDecision =
  | { kind: 'investigate' }
  /** PolicySettings does not want this incident. A run of it that began by itself stops. */
  | { kind: 'skip'; reason: string }
  /** Not now: the incident is paused. */
  | { kind: 'hold'; reason: string }
  /** The incident is over. */
  | { kind: 'stop'; reason: string };

export interface Judged {
  incident: Incident;
  priority: Priority;
  policy: PolicySettings;
  /** Catalogue services known to be affected, for conditions on a service. */
  affectedServices?: readonly string[];
  /** True when a person asked: then policy has no say. */
  manual?: boolean;
}

/** Is this incident investigated? Pure: the gateway asks with what the webhook said, the worker with what the API says now. */
export function decideInvestigation(judged: Judged): PolicyDecision {
  const { incident } = judged;
  if (judged.manual) return { kind: 'investigate' };
  const over = overBecause[incident.status.category];
  if (over) return { kind: 'stop', reason: over };
  const unwanted = whyUnwanted(judged);
  if (unwanted) return { kind: 'skip', reason: unwanted };
  if (incident.status.category === 'paused') return { kind: 'hold', reason: 'the incident is paused' };
  return { kind: 'investigate' };
}

const overBecause: Partial<Record<StatusCategory, string>> = {
  declined: 'the incident was declined',
  merged: 'the incident was merged into another',
  canceled: 'the incident was canceled',
  learning: 'the incident is over and in its learning phase',
  closed: 'the incident is closed',
};

function whyUnwanted({ incident, priority, policy, affectedServices = [] }: Judged): string | null {
  if (!policy.autoInvestigate) return 'auto_investigate is off';
  const isWelcomeTest = incident.mode === 'test' && policy.investigateTestIncidents;
  if (incident.mode !== 'standard' && !isWelcomeTest) return `its mode is ${modeName(incident.mode)}, not standard`;
  if (incident.visibility === 'private' && !policy.investigatePrivateIncidents)
    return 'private incidents are not investigated';
  if (policy.skipLowSeverity && priority === 'P3') return 'its priority is P3 and skip_low_severity is on';
  if (!isAtLeast(priority, policy.threshold))
    return `its priority is ${priority}, below the threshold ${policy.threshold}`;
  const holds = (condition: PolicySettings['onlyIf'][number]) =>
    matchesCondition(incident, condition, affectedServices);
  const forbidden = policy.neverIf.findIndex(holds);
  if (forbidden !== -1) return `it matches never_if[${forbidden}]`;
  if (policy.onlyIf.length > 0 && !policy.onlyIf.some(holds)) return 'it matches nothing in only_if';
  return null;
}

/** A mode newer than this code is somebody else's text. */
function modeName(mode: string): string {
  return ['retrospective', 'test', 'tutorial', 'stream'].includes(mode) ? mode : 'another one';
}
