import { type Evidence, type PlatformFault, platformFaults, platformFaultWords } from '@incidentfox/incident';

/** From this share of its limit on something is short. Unit: share. Source: convention. */
const nearLimit = 0.8;

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
    events.includes(String(facts.event)) && facts.state !== 'context';
/** A signal of the service itself; what it measures of its calls to others is theirs. */
const shifted =
  (pattern: RegExp, direction: 'up' | 'down' = 'up'): Test =>
  (evidence) =>
    evidence.facts.side !== 'client' && hasShifted(evidence, pattern, direction);
/** A signal of its calls to others. */
const callsShifted =
  (pattern: RegExp, direction: 'up' | 'down' = 'up'): Test =>
  (evidence) =>
    evidence.facts.side === 'client' && hasShifted(evidence, pattern, direction);
const hasShifted = ({ kind, facts }: Evidence, pattern: RegExp, direction: 'up' | 'down'): boolean =>
  kind === 'metric_shift' && pattern.test(String(facts.signal)) && facts.direction === direction;
/** Near its limit, which only a share tells: a rise far below it is use. */
const short =
  (pattern: RegExp): Test =>
  (evidence) =>
    shifted(pattern)(evidence) && evidence.unit === 'ratio' && Number(evidence.facts.peak) >= nearLimit;
const any =
  (...tests: Test[]): Test =>
  (evidence) =>
    tests.some((test) => test(evidence));

/** `words` may depend on what was found. */
type Phrase = readonly [words: string | ((found: readonly Evidence[]) => string), test: Test];

const exhausted: readonly Phrase[] = [
  ['is running out of memory', any(happened('oom_killed'), says('out_of_memory'))],
  ['has run out of disk space', says('disk_full')],
  ['has run out of connections', says('pool_exhausted')],
  ['is short of CPU', short(/^cpu$/)],
  ['is short of memory', short(/^memory$/)],
  ['is short of disk space', short(/^disk$/)],
  ['is saturated', short(/^saturation$/)],
  ['no longer has what it is asked for', shifted(/^miss_ratio$/)],
  ['cannot keep up with its queue', shifted(/^queue_/)],
];
const used: readonly Phrase[] = [
  ['uses more CPU than usual', shifted(/^cpu$/)],
  ['uses more memory than usual', shifted(/^memory$/)],
  ['uses more disk than usual', shifted(/^disk$/)],
  ['is busier than usual', shifted(/^saturation$/)],
];
/** Once is not again and again. */
const restarts = (found: readonly Evidence[]): string =>
  found.reduce((sum, { value }) => sum + (value ?? 1), 0) > 1 ? 'keeps restarting' : 'restarted';
const stopped: readonly Phrase[] = [
  ['cannot start', happened('image_pull', 'unschedulable')],
  [restarts, any(happened('crash_loop', 'restart', 'task_stopped'), shifted(/restarts/))],
  ['fails its health checks', happened('probe_failed')],
];
const failing: readonly Phrase[] = [
  ['is failing', any(shifted(/error/), shifted(/availability/, 'down'))],
  ['is slow', shifted(/latency/)],
];
const busier: readonly Phrase[] = [['gets more requests than usual', shifted(/request_rate/)]];
const talking: readonly Phrase[] = [
  ['cannot resolve names', says('dns')],
  ['gets certificate errors', says('certificate')],
  ['is being rate limited', says('rate_limited')],
];
const calling: readonly Phrase[] = [
  ['gets errors from what it calls', callsShifted(/error/)],
  ['waits for what it calls', callsShifted(/latency/)],
  ['makes more calls than usual', callsShifted(/request_rate/)],
  ['makes fewer calls than usual', callsShifted(/request_rate/, 'down')],
];
const throwing: readonly Phrase[] = [
  ['throws new errors', any(says('exception'), ({ kind }) => kind === 'error_issue')],
  ['lacks a setting', says('missing_configuration')],
  ['is refused access', says('authentication')],
];

/** What a service has by the platform's objects; a full or lost machine is told as such. */
const notTheServices: ReadonlySet<PlatformFault> = new Set(['node_pressure', 'node_closed', 'disruption_blocked']);
const faulty: readonly Phrase[] = platformFaults
  .filter((fault) => !notTheServices.has(fault))
  .map((fault) => [platformFaultWords[fault].service, happened(fault)]);

/** What a kind of cause looks for first. */
const byKind: Record<string, readonly Phrase[]> = {
  resource_saturation: [...exhausted, ...used],
  crash: [...stopped, ...faulty],
  traffic_surge: busier,
  network: talking,
  code_fault: throwing,
  configuration: [...faulty, ...exhausted.slice(0, 3), ...throwing],
  data_store: [...exhausted, ...failing, ...used],
};
/** Signs that are looked for next, whatever the kind of cause. */
const highPriority: readonly Phrase[] = [
  ...exhausted.slice(0, 3),
  ...stopped.slice(0, 1),
  ['lost its node', happened('evicted')],
];
const fallback: readonly Phrase[] = [
  ...stopped.slice(1),
  ...faulty,
  ...talking,
  ['has trouble with its data store', says('database')],
  ...failing,
  ...throwing,
  ...exhausted.slice(3),
  ...used,
  ...busier,
  ['gets fewer requests than usual', shifted(/request_rate/, 'down')],
  ...calling,
  ['logs new errors', ({ kind }) => kind === 'log_pattern'],
];

function firstMatching(phrases: readonly Phrase[], evidence: readonly Evidence[]): TroubleWords | null {
  for (const [words, test] of phrases) {
    const matching = evidence.filter(test);
    if (matching.length === 0) continue;
    return { words: typeof words === 'string' ? words : words(matching), evidence: matching.slice(0, 2) };
  }
  return null;
}

const slow = shifted(/latency/);
const timedOut = says('timeout');

/** Callers that time out on a slow service say that it times out, which latency alone would not. */
function timingOut(own: readonly Evidence[], complaints: readonly Evidence[]): TroubleWords | null {
  const slowness = own.filter(slow);
  const timeouts = [...complaints, ...own].filter(timedOut);
  if (timeouts.length === 0 || (slowness.length === 0 && !complaints.some(timedOut))) return null;
  return { words: 'is timing out', evidence: [...slowness.slice(0, 2), ...timeouts.slice(0, 1)] };
}

/**
 * What is wrong with a service: `own` is the evidence about it, `complaints` what others say when they call it, `kind` the
 * kind of cause that it is blamed for, whose signs are looked for first.
 */
export function troubleWords(
  own: readonly Evidence[],
  complaints: readonly Evidence[],
  kind?: string,
): TroubleWords | null {
  const onTheWay = kind === 'network' ? complaints.filter(says('certificate', 'dns')) : [];
  if (onTheWay.length > 0) {
    const isDns = onTheWay.every(says('dns'));
    return {
      words: isDns ? 'cannot be found by its name' : 'presents a certificate that its callers refuse',
      evidence: onTheWay.slice(0, 2),
    };
  }
  const matching =
    firstMatching(kind === undefined ? [] : (byKind[kind] ?? []), own) ??
    firstMatching(highPriority, own) ??
    timingOut(own, complaints) ??
    firstMatching(fallback, own);
  if (matching !== null) return matching;
  const ranOut = firstMatching(exhausted.slice(0, 3), complaints);
  if (ranOut !== null) return ranOut;
  const refused = complaints.filter(says('refused', 'unavailable'));
  if (refused.length > 0) return { words: 'cannot be reached', evidence: refused.slice(0, 2) };
  return complaints.length > 0 ? { words: 'fails its callers', evidence: complaints.slice(0, 2) } : null;
}

/** What users of a service see of it: errors with their status when a log tells it, else slowness. */
export function visibleTrouble(own: readonly Evidence[]): TroubleWords | null {
  const errors = own.filter(any(shifted(/error/), shifted(/availability/, 'down')));
  const status = own.find(({ facts }) => facts.httpStatus !== undefined);
  if (status !== undefined && errors.length > 0)
    return { words: `returns ${status.facts.httpStatus} errors`, evidence: [...errors.slice(0, 1), status] };
  if (errors.length > 0) return { words: 'returns errors', evidence: errors.slice(0, 2) };
  const slowness = own.filter(slow);
  if (slowness.length > 0) return { words: 'is slow', evidence: slowness.slice(0, 1) };
  if (status !== undefined) return { words: `logs ${status.facts.httpStatus} errors`, evidence: [status] };
  return troubleWords(own, []);
}
