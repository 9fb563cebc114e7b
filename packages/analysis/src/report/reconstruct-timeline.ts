import type { Evidence } from '@incidentfox/incident';
import { changeWords } from '../evidence/describe-event.ts';
import type { Findings } from './findings.ts';
import type { TimelineEvent } from './sentence.ts';
import { maxTimelineEvents } from './thresholds.ts';

const maxOfKind: Partial<Record<Evidence['kind'], number>> = {
  change: 6,
  metric_shift: 4,
  log_pattern: 3,
  infra_event: 4,
  alert: 3,
};

/** What happened in which order, UTC: changes, first errors, signals leaving their normal range, alerts, the incident. */
export function reconstructTimeline(findings: Findings): TimelineEvent[] {
  const { diagnosis, incident } = findings;
  const excluded = new Set(diagnosis.ruledOut.flatMap(({ evidence }) => evidence));
  const isHealthy = diagnosis.verdict === 'healthy';
  const counted = new Map<string, number>();
  const seen = new Set<string>();
  const events: TimelineEvent[] = [];
  const began = beginningOf(findings);
  for (const evidence of earliestFirst(findings)) {
    if (isEffect.has(evidence.kind) && (evidence.at ?? began) < began) continue;
    const text =
      evidence.at === null || seen.has(evidence.id) ? null : eventText(evidence, isHealthy, excluded.has(evidence.id));
    if (text === null || evidence.at === null) continue;
    seen.add(evidence.id);
    const eventKey = `${evidence.kind} ${sameAs(evidence)}`;
    const count = counted.get(evidence.kind) ?? 0;
    // A machine that several services ran on is one event, though each of them has it.
    const isTold = counted.has(eventKey) || events.some((event) => event.at === evidence.at && event.text === text);
    if (isTold || count >= (maxOfKind[evidence.kind] ?? 1)) continue;
    counted.set(eventKey, 1).set(evidence.kind, count + 1);
    events.push({ at: evidence.at, text, evidence: [evidence.id] });
  }
  const shown = events.filter(({ evidence }) => evidence[0] !== incident.id).slice(0, maxTimelineEvents - 1);
  if (incident.at !== null) shown.push({ at: incident.at, text: 'This incident was created', evidence: [incident.id] });
  return shown.sort((a, b) => a.at - b.at || order(a, findings) - order(b, findings));
}

/** What trouble shows. Changes and the incident itself have their place whenever they were. */
const isEffect: ReadonlySet<Evidence['kind']> = new Set([
  'metric_shift',
  'log_pattern',
  'infra_event',
  'error_issue',
  'alert',
]);

/**
 * When the trouble that is told of began, epoch ms: at the blamed change or event, else at the first sign of the blamed service. What
 * was off before has another cause, and would stand as an effect before its cause.
 */
function beginningOf({ blamed, supports, byId }: Findings): number {
  if (blamed === null) return Number.NEGATIVE_INFINITY;
  const trigger = blamed.trigger === null ? undefined : byId(blamed.trigger);
  if (trigger?.kind === 'change' && trigger.at !== null) return trigger.at;
  const own = supports.filter(({ service, kind }) => service === blamed.service && isEffect.has(kind));
  const signs = [...own, ...(trigger === undefined ? [] : [trigger])].flatMap(({ at }) => at ?? []);
  return signs.length === 0 ? Number.NEGATIVE_INFINITY : Math.min(...signs);
}

/** What is one event to a reader: each change; an alert, whichever source reports it; else the first sign of a service. */
function sameAs({ kind, id, title, service }: Evidence): string | null {
  if (kind === 'change') return id;
  return kind === 'alert' ? title : service;
}

/** What supports the cause before the rest, and of each the earliest first, so that a service's first sign stands for it. */
function earliestFirst({ supports, all }: Findings): Evidence[] {
  const byTime = (a: Evidence, b: Evidence): number => (a.at ?? 0) - (b.at ?? 0);
  return [...[...supports].sort(byTime), ...[...all].sort(byTime)];
}

/** At the same minute, what causes trouble comes before what detects it. */
function order(event: TimelineEvent, { byId }: Findings): number {
  const kinds: readonly string[] = [
    'change',
    'infra_event',
    'metric_shift',
    'log_pattern',
    'error_issue',
    'alert',
    'incident',
  ];
  return kinds.indexOf(byId(event.evidence[0])?.kind ?? 'incident');
}

const brief = (text: string): string => (text.length > 100 ? `${text.slice(0, 99)}…` : text);

function eventText(evidence: Evidence, isHealthy: boolean, excluded: boolean): string | null {
  const { kind, facts, service } = evidence;
  switch (kind) {
    case 'change': {
      const version = facts.version === undefined ? {} : { version: String(facts.version) };
      return `${changeWords({ service, kind: facts.change as never, ...version })}${excluded ? ' (ruled out)' : ''}`;
    }
    case 'metric_shift':
      return isHealthy
        ? null
        : `${evidence.title.replace(/: [^:]+ \(normal: [^()]+\)$/, '')} began to ${facts.direction === 'down' ? 'fall' : 'rise'}`;
    case 'log_pattern':
      if (isHealthy || (facts.state !== 'new' && facts.state !== 'surging')) return null;
      return `${service}: ${facts.state === 'new' ? 'first' : 'more'} ${facts.level === 'warn' ? 'warnings' : 'errors'} "${brief(evidence.quote ?? '')}"`;
    case 'infra_event':
    case 'error_issue':
      return isHealthy || facts.state === 'context' ? null : evidence.title;
    case 'alert':
      return evidence.title;
    default:
      return null;
  }
}
