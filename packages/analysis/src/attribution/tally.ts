import type { RowMask, Table } from './table.ts';
import { maxValues, minLabelledLoad, minLabelledShare, minUsual, priorRequests } from './thresholds.ts';

/** One value of a label; null for the many that are beyond the cap, which have no name together. */
export interface ValueTally {
  readonly value: string | null;
  /** Counted in trouble. */
  readonly inTrouble: number;
  /** Beyond what is usual for it, given its load; negative when it is less. */
  readonly excess: number;
  /** What trouble would be spread by. */
  readonly load: number;
}

export interface LabelTally {
  readonly values: readonly ValueTally[];
  readonly inTrouble: number;
  readonly excess: number;
  readonly load: number;
  /** How many values there were in the time of trouble; more than are listed when there are very many. */
  readonly of: number;
}

interface Counts {
  readonly value: string;
  bad: number;
  usuallyBad: number;
  all: number;
  usuallyAll: number;
}

/**
 * Counts by the values of a label, with what would be usual for each. With the load known, a value's usual rate of failures times
 * its requests; else its count in normal time. Null when nothing says what would be usual.
 */
export function tally(table: Table, label: string, within: RowMask = null): LabelTally | null {
  const counts = addUp(table, label, within);
  const all = table.bad.drawn === 'sampled' ? labelledOnly(counts) : counts;
  if (all === null) return null;
  const usuallyBad = total(all, 'usuallyBad');
  if (table.load === null && usuallyBad < minUsual) return null;
  const values =
    table.load === null
      ? againstItself(all, lengthRatio(table))
      : againstLoad(all, usuallyBad, table.bad.drawn === 'counted');
  const present = values.filter(({ inTrouble, load }) => inTrouble > 0 || load > 0);
  return summed(withoutTail(present), present.length);
}

function addUp(table: Table, label: string, within: RowMask): Counts[] {
  const { values, ids } = table.column(label);
  const counts = values.map((value): Counts => ({ value, bad: 0, usuallyBad: 0, all: 0, usuallyAll: 0 }));
  const { inTrouble, normally, isLoad } = table;
  for (let at = 0; at < table.rows; at += 1) {
    if (within !== null && within[at] === 0) continue;
    const one = counts[ids[at] as number] as Counts;
    if (isLoad[at] === 1) {
      one.all += inTrouble[at] as number;
      one.usuallyAll += normally[at] as number;
    } else {
      one.bad += inTrouble[at] as number;
      one.usuallyBad += normally[at] as number;
    }
  }
  return counts;
}

/** Lines without the field say nothing of it. Where too many are without, those with it stand for nobody. */
function labelledOnly(all: readonly Counts[]): Counts[] | null {
  const labelled = all.filter(({ value }) => value !== '');
  const covers = (of: 'bad' | 'all', share: number) => total(labelled, of) >= share * total(all, of);
  return covers('bad', minLabelledShare) && covers('all', minLabelledLoad) ? labelled : null;
}

const total = (all: readonly Counts[], of: 'bad' | 'usuallyBad' | 'all' | 'usuallyAll'): number =>
  all.reduce((sum, one) => sum + one[of], 0);

function againstLoad(all: readonly Counts[], usuallyBad: number, isCounted: boolean): ValueTally[] {
  const usuallyAll = total(all, 'usuallyAll');
  const usualRate = usuallyAll === 0 ? 0 : Math.min(1, usuallyBad / usuallyAll);
  return all.map((one) => {
    const rate = Math.min(1, (one.usuallyBad + priorRequests * usualRate) / (one.usuallyAll + priorRequests));
    // A failure is a request too, also where a counter missed it; two samples of lines do not hold each other.
    const load = isCounted ? Math.max(one.all, one.bad) : one.all;
    return { value: one.value, inTrouble: one.bad, excess: one.bad - rate * load, load };
  });
}

function againstItself(all: readonly Counts[], ratio: number): ValueTally[] {
  return all.map(({ value, bad, usuallyBad }) => ({
    value,
    inTrouble: bad,
    excess: bad - usuallyBad * ratio,
    load: usuallyBad * ratio,
  }));
}

function lengthRatio({ bad: { inTrouble, normally } }: Table): number {
  return Math.max(1, inTrouble.to - inTrouble.from) / Math.max(1, normally.to - normally.from);
}

function withoutTail(values: readonly ValueTally[]): readonly ValueTally[] {
  if (values.length <= maxValues) return values;
  const sorted = [...values].sort((a, b) => b.excess - a.excess || b.load - a.load);
  return [...sorted.slice(0, maxValues), { ...summed(sorted.slice(maxValues), 0), value: null }];
}

function summed(values: readonly ValueTally[], of: number): LabelTally {
  let [inTrouble, excess, load] = [0, 0, 0];
  for (const one of values) {
    inTrouble += one.inTrouble;
    excess += one.excess;
    load += one.load;
  }
  return { values, inTrouble, excess, load, of };
}
