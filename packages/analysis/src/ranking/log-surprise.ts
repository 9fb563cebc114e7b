import type { StatementCount } from './log-finding.ts';
import {
  lastLineAllowance,
  maxRareShare,
  maxVolumeGrowth,
  minExpectedLines,
  minExpectedToMiss,
  unconfirmedSilenceShareWeight,
  unconfirmedSilenceWeight,
} from './thresholds.ts';

const levelWeights = { error: 1, warn: 0.5, info: 0.1 } as const;

/**
 * How surprising the logs of a service are, as an effect (standard deviations): its most surprising statement. That is one
 * that is new or surges for how busy the service is, or one that fell silent although what comes right before it went on:
 * the code took another path.
 */
export function logSurprise(statements: readonly StatementCount[]): number {
  return surprises(statements).reduce((highest, one) => Math.max(highest, one), 0);
}

/** The same for each statement by itself, in their order. */
export function surprises(statements: readonly StatementCount[]): number[] {
  const seen = statements.reduce((sum, one) => sum + one.count, 0);
  const expected = statements.reduce((sum, one) => sum + one.expected, 0);
  if (seen === 0 || expected === 0) return statements.map(() => 0);
  const volume = Math.min(maxVolumeGrowth, Math.max(1 / maxVolumeGrowth, seen / expected));
  const span = spanOf(statements);
  return statements.map((one) =>
    one.count > one.expected * volume
      ? surgeOf(one, volume)
      : silenceOf(one, { volume, share: one.expected / expected, span }, statements),
  );
}

type Span = Pick<StatementCount, 'firstAt' | 'lastAt'>;

/** From the first to the last line of all of them. */
function spanOf(statements: readonly StatementCount[]): Span {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { firstAt, lastAt } of statements) {
    first = Math.min(first, firstAt ?? first);
    last = Math.max(last, lastAt ?? last);
  }
  return first <= last ? { firstAt: first, lastAt: last } : { firstAt: null, lastAt: null };
}

function surgeOf(one: StatementCount, volume: number): number {
  return poissonSigmas(one.count, Math.max(minExpectedLines, one.expected * volume)) * levelWeights[one.level];
}

/** How surprising it is that a statement stopped. Only for warnings and plain lines: errors that stop are good news. */
function silenceOf(
  one: StatementCount,
  { volume, share, span }: { volume: number; share: number; span: Span },
  statements: readonly StatementCount[],
): number {
  if (one.level === 'error') return 0;
  const before = one.follows === null ? undefined : statements[one.follows];
  if (before !== undefined && before.expected > 0 && !isCircle(one, statements)) {
    const expected = before.count * Math.min(1, one.expected / before.expected);
    const overall = isRare(one, expected) ? poissonSigmas(one.count, expected) : 0;
    return Math.max(overall, silentEnd(one, before, expected));
  }
  const expected = one.expected * volume;
  const weight = Math.min(1, unconfirmedSilenceWeight + unconfirmedSilenceShareWeight * share);
  const overall = isRare(one, expected) ? poissonSigmas(one.count, expected) : 0;
  return weight * Math.max(overall, silentEnd(one, span, expected));
}

/** The same for the end of the window alone: lines to expect since its last one, while its predecessor went on. */
function silentEnd(one: StatementCount, before: Span, expected: number): number {
  if (one.lastAt === null || before.firstAt === null || before.lastAt === null) return 0;
  const share = (before.lastAt - one.lastAt) / Math.max(1, before.lastAt - before.firstAt);
  const missed = Math.min(1, share) * expected - lastLineAllowance;
  return missed >= minExpectedToMiss ? poissonSigmas(0, missed) : 0;
}

function isRare(one: StatementCount, expected: number): boolean {
  return expected >= minExpectedToMiss && one.count <= maxRareShare * expected;
}

/** True when the statements before it lead back to itself: no statement outside the circle confirms it. */
function isCircle(one: StatementCount, statements: readonly StatementCount[]): boolean {
  let before = one.follows;
  for (let steps = 0; steps < 5 && before !== null; steps += 1) {
    const statement = statements[before];
    if (statement === one) return true;
    before = statement?.follows ?? null;
  }
  return false;
}

/** Square root of twice the log-likelihood ratio of a Poisson count. */
export function poissonSigmas(count: number, expected: number): number {
  const ratio = count > 0 ? count * Math.log(count / expected) : 0;
  return Math.sqrt(Math.max(0, 2 * (ratio - (count - expected))));
}
