import type { Evidence } from '@incidentfox/incident';

/** What is wrong with a service, as the second half of a sentence, and the evidence that says so. */
export interface TroubleWords {
  /** `is timing out`. */
  words: string;
  evidence: Evidence[];
}

type Test = (evidence: Evidence) => boolean;
const says =
  (...mechanisms: string[]): Test =>
  ({ facts }) =>
    mechanisms.includes(String(facts.mechanism));
const happened =
  (...events: string[]): Test =>
  ({ facts }) =>
    events.includes(String(facts.event));
const shifted =
  (pattern: RegExp, direction: 'up' | 'down' = 'up'): Test =>
  ({ kind, facts }) =>
    kind === 'metric_shift' && pattern.test(String(facts.signal)) && facts.direction === direction;

/** The first that the service's own evidence shows is said; the most telling stand first. */
const ownTrouble: readonly (readonly [string, Test])[] = [
  ['is running out of memory', (evidence) => happened('oom_killed')(evidence) || says('out_of_memory')(evidence)],
  ['cannot start', happened('image_pull', 'unschedulable')],
  ['lost its node', happened('node_not_ready', 'evicted')],
  ['has run out of disk space', says('disk_full')],
  ['has run out of connections', says('pool_exhausted')],
];
const callTrouble: readonly (readonly [string, Test])[] = [
  [
    'keeps restarting',
    (evidence) => happened('crash_loop', 'restart', 'task_stopped')(evidence) || shifted(/restarts/)(evidence),
  ],
  ['is failing certificate checks', says('certificate')],
  ['cannot resolve names', says('dns')],
  ['is being rate limited', says('rate_limited')],
  ['cannot reach its data store', says('database')],
  ['is failing', (evidence) => shifted(/error/)(evidence) || shifted(/availability/, 'down')(evidence)],
  ['throws new errors', (evidence) => says('exception')(evidence) || evidence.kind === 'error_issue'],
  ['is slow', shifted(/latency/)],
  ['is at its limit', shifted(/cpu|memory|disk|saturation|queue_age/)],
  ['gets more requests than usual', shifted(/request_rate/)],
  ['gets fewer requests than usual', shifted(/request_rate/, 'down')],
  ['logs new errors', ({ kind }) => kind === 'log_pattern'],
];

const slow = shifted(/latency/);
const timedOut = says('timeout');

/**
 * What is wrong with a service: `own` is the evidence about it, `complaints` what others say when they call it. Callers that
 * time out on a slow service say that it times out, which a latency alone would not.
 */
export function troubleWords(own: readonly Evidence[], complaints: readonly Evidence[]): TroubleWords | null {
  for (const [words, test] of ownTrouble) {
    const evidence = own.filter(test);
    if (evidence.length > 0) return { words, evidence: evidence.slice(0, 3) };
  }
  const slowness = own.filter(slow);
  const timeouts = [...complaints, ...own].filter(timedOut);
  if (timeouts.length > 0 && (slowness.length > 0 || complaints.some(timedOut)))
    return { words: 'is timing out', evidence: [...slowness.slice(0, 2), ...timeouts.slice(0, 1)] };
  for (const [words, test] of callTrouble) {
    const evidence = own.filter(test);
    if (evidence.length > 0) return { words, evidence: evidence.slice(0, 2) };
  }
  const refused = complaints.filter(says('refused', 'unavailable'));
  if (refused.length > 0) return { words: 'cannot be reached', evidence: refused.slice(0, 2) };
  return complaints.length > 0 ? { words: 'fails its callers', evidence: complaints.slice(0, 2) } : null;
}

/** What users of a service see of it: errors with their status when a log tells it, else slowness. */
export function visibleTrouble(own: readonly Evidence[]): TroubleWords | null {
  const failing = own.filter(shifted(/error/));
  const unavailable = own.filter(shifted(/availability/, 'down'));
  const status = own.find(({ facts }) => facts.status !== undefined);
  const errors = [...failing, ...unavailable];
  if (status !== undefined && errors.length > 0)
    return { words: `returns ${status.facts.status} errors`, evidence: [...errors.slice(0, 1), status] };
  if (errors.length > 0) return { words: 'returns errors', evidence: errors.slice(0, 2) };
  if (status !== undefined) return { words: `logs ${status.facts.status} errors`, evidence: [status] };
  const slowness = own.filter(slow);
  if (slowness.length > 0) return { words: 'is slow', evidence: slowness.slice(0, 1) };
  return troubleWords(own, []);
}
