import { type Breakdown, type BreakdownMeasure, type Change, dimensionOf } from '@incidentfox/incident';
import { loadBeside } from './attribute.ts';
import { findValues, isInTrouble } from './find-values.ts';
import { toTable } from './table.ts';
import { type LabelTally, tally, type ValueTally } from './tally.ts';
import { minExcess, minRequestsOnEachSide } from './thresholds.ts';

/** Whether what has a change is ill and what has not is well, as far as both served at the same time. */
export interface PlaceFact {
  readonly stance: 'supports' | 'speaksAgainst' | 'unknown';
  /** A part of a sentence, with its numbers; null when it is not known. */
  readonly words: string | null;
  /** The breakdown it rests on. */
  readonly breakdown: Breakdown | null;
}

const unknown: PlaceFact = { stance: 'unknown', words: null, breakdown: null };
const measures: readonly BreakdownMeasure[] = ['failed_requests', 'slow_requests', 'error_lines'];
const what: Partial<Record<BreakdownMeasure, string>> = {
  failed_requests: 'errors',
  slow_requests: 'slow requests',
  error_lines: 'error lines',
};

/**
 * Compares what has the change with what has not: versions, or pods that came with it. Unknown when only one side served in the
 * time of trouble, when too little was counted, and for changes of other services.
 */
export function placeOf(
  change: Pick<Change, 'service' | 'version' | 'startedAt'>,
  breakdowns: readonly Breakdown[],
): PlaceFact {
  if (change.service === null) return unknown;
  for (const measure of measures) {
    for (const breakdown of breakdowns) {
      if (breakdown.service !== change.service || breakdown.measure !== measure) continue;
      const load = loadBeside(breakdown, breakdowns);
      const fact = load === null ? unknown : (byVersion(change, breakdown, load) ?? byPods(change, breakdown, load));
      if (fact !== null && fact.stance !== 'unknown') return fact;
    }
  }
  return unknown;
}

function byVersion(change: Pick<Change, 'version'>, breakdown: Breakdown, load: Breakdown): PlaceFact | null {
  const label = breakdown.labels.find((one) => dimensionOf(one) === 'version');
  if (label === undefined || change.version === undefined) return null;
  const own = change.version;
  return compare(breakdown, tally(toTable(breakdown, load), label), (value) => isVersion(value, own), {
    changed: `version ${own}`,
    other: 'other versions',
  });
}

/** `v2.1.0` and `2.1.0`; a commit by its beginning. */
function isVersion(value: string, version: string): boolean {
  const [a, b] = [value, version].map((one) =>
    one
      .trim()
      .replace(/^v(?=\d)/i, '')
      .toLowerCase(),
  ) as [string, string];
  const isCommit = /^[0-9a-f]{7,40}$/.test(a) && /^[0-9a-f]{7,40}$/.test(b);
  return a === b || (isCommit && (a.startsWith(b) || b.startsWith(a)));
}

/** Pods that served nothing in normal time came with the change, if it lies between. */
function byPods(change: Pick<Change, 'startedAt'>, breakdown: Breakdown, load: Breakdown): PlaceFact | null {
  const label = breakdown.labels.find((one) => dimensionOf(one) === 'pod');
  const isBetween = change.startedAt >= load.normally.to && change.startedAt < load.inTrouble.to;
  if (label === undefined || !isBetween) return null;
  const before = new Set<string>();
  for (const { labels, normally } of load.rows) if (normally > 0) before.add(labels[label] ?? '');
  if (before.size === 0) return null;
  return compare(breakdown, tally(toTable(breakdown, load), label), (value) => !before.has(value), {
    changed: 'pods that came with it',
    other: 'pods from before it',
  });
}

function compare(
  breakdown: Breakdown,
  counted: LabelTally | null,
  hasChange: (value: string) => boolean,
  names: { readonly changed: string; readonly other: string },
): PlaceFact | null {
  if (counted === null || !isInTrouble(counted)) return null;
  const isChanged = ({ value }: ValueTally) => value !== null && value !== '' && hasChange(value);
  const changed = joined(counted.values.filter(isChanged), 'changed');
  const other = joined(
    counted.values.filter((one) => !isChanged(one)),
    'other',
  );
  if (changed.load < minRequestsOnEachSide || other.load < minRequestsOnEachSide) return null;
  const two: LabelTally = { ...counted, values: [changed, other], of: 2 };
  const ill = findValues(two, 1)?.values[0];
  const words = wordsOf(breakdown.measure, changed, other, names);
  if (ill === changed) return { stance: 'supports', words, breakdown };
  // As ill as the rest, or less: where the change is not, trouble is too.
  const isElsewhere = other.excess >= minExcess && other.excess / other.load >= 0.5 * (changed.excess / changed.load);
  return isElsewhere ? { stance: 'speaksAgainst', words, breakdown } : null;
}

function joined(values: readonly ValueTally[], name: string): ValueTally {
  const sum = (of: 'inTrouble' | 'excess' | 'load') => values.reduce((all, one) => all + one[of], 0);
  return { value: name, inTrouble: sum('inTrouble'), excess: sum('excess'), load: sum('load') };
}

function wordsOf(
  measure: BreakdownMeasure,
  changed: ValueTally,
  other: ValueTally,
  names: { readonly changed: string; readonly other: string },
): string {
  const all = changed.inTrouble + other.inTrouble;
  const percent = (part: number, of: number) => `${Math.round((100 * part) / Math.max(1, of))} %`;
  const load = percent(changed.load, changed.load + other.load);
  return `${names.changed} ${percent(changed.inTrouble, all)} of the ${what[measure]} with ${load} of the load, ${names.other} ${percent(other.inTrouble, all)}`;
}
