import type { LabelTally, ValueTally } from './tally.ts';
import {
  countsAsOne,
  maxChance,
  minExcess,
  minExcessShare,
  minRiskRatio,
  minShare,
  minShareAboveLoad,
  nearlyAsGood,
} from './thresholds.ts';

/** The values that hold the trouble. */
export interface FoundValues {
  readonly values: readonly ValueTally[];
  /** Share of what is more than usual, 0..1. */
  readonly share: number;
  /** Share of the load as counted, and what it may be at most, given how few were counted. */
  readonly loadShare: number;
  readonly load: number;
  /** Share of all that was counted in trouble. */
  readonly shareOfAll: number;
  readonly strength: number;
}

/**
 * The smallest set of values that holds more of the trouble than any other set does beyond its load, if it is neither chance nor
 * next to nothing. `ways` is how many labels were tried, for chance has as many tries.
 */
export function findValues(tally: LabelTally, ways: number): FoundValues | null {
  if (!isInTrouble(tally) || tally.values.length < 2 || tally.load <= 0) return null;
  const sorted = highestRateFirst(tally);
  const candidates = prefixes(sorted, tally);
  const best = candidates.reduce((max, { share, load }) => Math.max(max, share - load), 0);
  const chosen = candidates.find(({ share, load }) => share - load >= best - nearlyAsGood);
  if (chosen === undefined) return null;
  const found = { ...chosen, values: sorted.slice(0, chosen.size) };
  if (!isClear(found, tally) || chanceOf(found, tally, ways) > Math.log(maxChance)) return null;
  return found;
}

/** Enough more than usual, by number and by share, for its place to mean anything. */
export function isInTrouble({ excess, inTrouble }: Pick<LabelTally, 'excess' | 'inTrouble'>): boolean {
  return (
    excess >= minExcess && excess >= minExcessShare * inTrouble && excess >= 3 * Math.sqrt(inTrouble * countsAsOne)
  );
}

/** For every number of values no other set of that size holds more for its load. */
function highestRateFirst({ values, excess, load: allLoad }: LabelTally): ValueTally[] {
  const average = excess / allLoad;
  // A value with next to no load has a rate of its own only by chance.
  const drag = (0.05 * allLoad) / values.length;
  return values
    .filter(({ value }) => value !== null && value !== '')
    .map((one) => ({ one, rate: (one.excess + drag * average) / (one.load + drag) }))
    .sort((a, b) => b.rate - a.rate || ((a.one.value ?? '') < (b.one.value ?? '') ? -1 : 1))
    .map(({ one }) => one);
}

/** The first so many values together, for every number of them. */
function prefixes(
  sorted: readonly ValueTally[],
  { values, load: allLoad, inTrouble }: LabelTally,
): (Omit<FoundValues, 'values'> & { size: number })[] {
  const gained = values.reduce((sum, { excess }) => sum + Math.max(0, excess), 0);
  const found: (Omit<FoundValues, 'values'> & { size: number })[] = [];
  let [excess, load, counted] = [0, 0, 0];
  for (const one of sorted.slice(0, values.length - 1)) {
    if (one.excess <= 0) break;
    excess += one.excess;
    load += one.load;
    counted += one.inTrouble;
    const size = found.length + 1;
    const share = Math.min(1, excess / gained);
    const upper = upperShare(load, size, allLoad, values.length);
    found.push({
      size,
      share,
      loadShare: load / allLoad,
      load: upper,
      shareOfAll: Math.min(1, counted / Math.max(1, inTrouble)),
      strength: share * (1 - upper) * 0.97 ** (size - 1),
    });
  }
  return found;
}

/** What the share of the load may be at most, as few were counted: so that a small sample proves nothing. */
function upperShare(load: number, size: number, allLoad: number, of: number): number {
  const counted = load + size;
  return Math.min(0.999, (counted + 2 * Math.sqrt(counted)) / (allLoad + of + 2 * Math.sqrt(counted)));
}

/** Large enough that it matters, whatever the numbers prove. */
function isClear({ share, load, values }: FoundValues, tally: LabelTally): boolean {
  const excess = values.reduce((sum, one) => sum + one.excess, 0);
  const own = values.reduce((sum, one) => sum + one.load, 0);
  const inside = (excess + 0.5) / (own + 1);
  const outside = (Math.max(0, tally.excess - excess) + 0.5) / (Math.max(0, tally.load - own) + 1);
  return (
    share >= minShare && share - load >= minShareAboveLoad && inside >= minRiskRatio * outside && excess >= minExcess
  );
}

/** Upper bound of the logarithm of the probability that trouble spread as the load is gathers in any such set. */
function chanceOf({ share, load, values }: FoundValues, tally: LabelTally, ways: number): number {
  const independent = tally.excess / countsAsOne;
  const size = tally.values.length;
  return -independent * divergence(share, load) + logChoose(size, values.length) + Math.log(size * ways);
}

/** Of a coin that shows `share` from one that is `load`, in nats. */
function divergence(share: number, load: number): number {
  if (share <= load) return 0;
  const rest = share >= 1 ? 0 : (1 - share) * Math.log((1 - share) / (1 - load));
  return share * Math.log(share / load) + rest;
}

function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= Math.min(k, n - k); i += 1) sum += Math.log((n - i + 1) / i);
  return sum;
}
