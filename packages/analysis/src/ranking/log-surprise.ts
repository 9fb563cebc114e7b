import type { LogFinding, StatementCount } from './log-finding.ts';

/** What one expects of a statement that was never seen: less than one line. */
const UNSEEN = 0.5;
const levelWeights = { error: 1, warn: 0.5, info: 0.25 } as const;
/** A statement whose partner went on while it stopped was cut off: the code left by another way. */
const CUT_OFF_WEIGHT = 1;
const STOPPED_WEIGHT = 0.6;

/**
 * How surprising the logs of a service are, as an effect (standard deviations): its most surprising statement, be it new,
 * surging or silent, after allowing for the service being busier or quieter as a whole.
 */
export function logSurprise(finding: LogFinding | undefined): number {
  const statements = finding?.statements ?? [];
  const seen = statements.reduce((sum, one) => sum + one.count, 0);
  const expected = statements.reduce((sum, one) => sum + one.expected, 0);
  if (seen === 0 || expected === 0) return 0;
  const volume = Math.min(3, Math.max(1 / 3, seen / expected));
  const sorted = Array.from(statements).sort((a, b) => a.expected - b.expected);
  return statements.reduce((most, one) => Math.max(most, surpriseOf(one, volume, sorted)), 0);
}

function surpriseOf(one: StatementCount, volume: number, sorted: readonly StatementCount[]): number {
  const expected = Math.max(UNSEEN, one.expected * volume);
  const sigmas = poissonSigmas(one.count, expected);
  if (one.count > expected) return sigmas * levelWeights[one.level];
  if (one.level === 'error' || one.count > 0.1 * expected) return 0;
  return sigmas * (hasGoingPartner(one, volume, sorted) ? CUT_OFF_WEIGHT : STOPPED_WEIGHT);
}

/** Square root of twice the log-likelihood ratio of a Poisson count. */
export function poissonSigmas(count: number, expected: number): number {
  const ratio = count > 0 ? count * Math.log(count / expected) : 0;
  return Math.sqrt(Math.max(0, 2 * (ratio - (count - expected))));
}

/** Another statement that used to come exactly as often and still does. `sorted` is ascending by expectation. */
function hasGoingPartner(one: StatementCount, volume: number, sorted: readonly StatementCount[]): boolean {
  return sorted.some(
    (other) =>
      other !== one &&
      Math.abs(other.expected - one.expected) <= 0.35 * one.expected &&
      other.count >= 0.5 * other.expected * volume,
  );
}
