import type { StatementCount } from '../ranking/log-finding.ts';
import type { LogPattern } from './log-pattern.ts';

/** Plain lines that begin with the same words come from one statement, however long the lists are that they end in. */
const SAME_WORDS = 4;

/** The statements of one service with their counts, each with the one that as a rule comes right before it. */
export function toStatementCounts(own: readonly LogPattern[]): StatementCount[] {
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
    count: patterns.reduce((sum, { count, linesPerSample }) => sum + count / linesPerSample, 0),
    expected: patterns.reduce((sum, { baselineCount, linesPerSample }) => sum + baselineCount / linesPerSample, 0),
    firstAt: earliest(patterns.map(({ firstAt }) => firstAt)),
    lastAt: latest(patterns.map(({ lastAt }) => lastAt)),
    follows: predecessor(patterns, index, (template) => indexOf.get(keyOf.get(template) ?? '')),
  }));
}

/** A sample is often the newest lines only: what is missing there may have come before. */
const mostlyAtHand = 1.2;
const isJudgeable = ({ count, baselineCount, linesPerSample }: LogPattern): boolean =>
  linesPerSample <= mostlyAtHand || count >= baselineCount;

/** Errors stay apart: what they end in is what went wrong. */
function statementKey({ level, template }: LogPattern): string {
  return `${level} ${level === 'error' ? template : template.split(' ', SAME_WORDS).join(' ')}`;
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

const known = (times: readonly (number | null)[]): number[] => times.filter((at) => at !== null);
const earliest = (times: readonly (number | null)[]) =>
  known(times).reduce<number | null>((a, b) => Math.min(a ?? b, b), null);
const latest = (times: readonly (number | null)[]) =>
  known(times).reduce<number | null>((a, b) => Math.max(a ?? b, b), null);
