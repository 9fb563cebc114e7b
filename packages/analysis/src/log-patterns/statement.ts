import type { StatementCount } from '../ranking/log-finding.ts';
import { blamedNames } from './blamed-names.ts';
import type { LogPattern } from './log-pattern.ts';
import { maxLinesPerSample, statementWords } from './thresholds.ts';

/** One log statement of a service, with every line at hand, so that it can be counted from any moment of the window on. */
export interface Statement {
  level: LogPattern['level'];
  /** The patterns that are this statement. */
  patterns: readonly LogPattern[];
  /** Other services and hosts that its lines complain about. */
  blames: readonly string[];
  /** Index of the statement that usually comes right before it; null when none does. */
  follows: number | null;
}

/** The statements of one service. Those of which only a sample is at hand that says little are left out. */
export function toStatements(own: readonly LogPattern[], nameServer: string): Statement[] {
  const groups = new Map<string, LogPattern[]>();
  for (const pattern of own.filter(isJudgeable)) {
    const key = statementKey(pattern);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [pattern]);
    else group.push(pattern);
  }
  const keys = [...groups.keys()];
  const indexOf = new Map(keys.map((key, index) => [key, index]));
  const keyOf = new Map(own.map((pattern) => [pattern.template, statementKey(pattern)]));
  return [...groups.values()].map((patterns, index) => ({
    level: patterns[0]?.level ?? 'info',
    patterns,
    blames: [...new Set(patterns.flatMap((pattern) => blamedNames(pattern, nameServer)))],
    follows: predecessor(patterns, index, (template) => indexOf.get(keyOf.get(template) ?? '')),
  }));
}

/** Counts a statement from `since` (epoch ms) on; what came before joins the baseline. */
export function countSince({ level, patterns, blames, follows }: Statement, since: number): StatementCount {
  let [count, expected] = [0, 0];
  let [firstAt, lastAt] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const pattern of patterns) {
    const { times, window, linesPerSample } = pattern;
    const at = isWhole(pattern) ? Math.min(Math.max(since, window.from), window.to) : window.from;
    const before = firstNotBefore(times, at);
    count += ((times.length - before) * pattern.linesPerTime) / linesPerSample;
    expected += expectedSince(pattern, at, before) / linesPerSample;
    firstAt = Math.min(firstAt, times[before] ?? firstAt);
    lastAt = Math.max(lastAt, before < times.length ? (times.at(-1) ?? lastAt) : lastAt);
  }
  const isSeen = firstAt <= lastAt;
  const [first, last] = isSeen ? [firstAt, lastAt] : [null, null];
  return { level, count, expected, firstAt: first, lastAt: last, blames, follows };
}

/** Lines to expect from `at` on, at the rate of baseline and window before it. */
function expectedSince(
  { baselineCount, baselineMs, window, linesPerTime }: LogPattern,
  at: number,
  before: number,
): number {
  const whole = Math.max(1, window.to - window.from);
  const observedMs = baselineMs + at - window.from;
  if (at === window.from || observedMs <= 0) return baselineCount;
  return ((baselineCount * baselineMs) / whole + before * linesPerTime) * ((window.to - at) / observedMs);
}

function firstNotBefore(times: Float64Array, at: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

const isWhole = ({ linesPerSample }: LogPattern): boolean => linesPerSample <= maxLinesPerSample;
const isJudgeable = (pattern: LogPattern): boolean => isWhole(pattern) || pattern.count >= pattern.baselineCount;

/** Errors stay apart: what they end in is what went wrong. */
function statementKey({ level, template }: LogPattern): string {
  return `${level} ${level === 'error' ? template : template.split(' ', statementWords).join(' ')}`;
}

/** What comes before most lines of the group, apart from the group itself. */
function predecessor(
  patterns: readonly LogPattern[],
  own: number,
  indexOf: (template: string) => number | undefined,
): number | null {
  const votes = new Map<number, number>();
  for (const { follows, baselineCount } of patterns) {
    const index = follows === null ? undefined : indexOf(follows);
    if (index !== undefined && index !== own) votes.set(index, (votes.get(index) ?? 0) + baselineCount);
  }
  const total = patterns.reduce((sum, { baselineCount }) => sum + baselineCount, 0);
  const [first] = [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return first !== undefined && first[1] * 2 >= total ? first[0] : null;
}
