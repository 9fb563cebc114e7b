import { type Breakdown, type BreakdownMeasure, type Dimension, dimensionOf } from '@incidentfox/incident';
import type { AttributedLabel, Attribution } from './attribution.ts';
import { describe } from './describe.ts';
import { type FoundValues, findValues } from './find-values.ts';
import { isPlace } from './is-place.ts';
import { podsWithin } from './pods-within.ts';
import { type RowMask, rowsWith, type Table, toTable } from './table.ts';
import { tally } from './tally.ts';
import { maxKeptAttributions, maxLoadOfPair, maxPerMeasure, minKeptByPair } from './thresholds.ts';

/** What each measure is a part of. */
const loadOf: Partial<Record<BreakdownMeasure, BreakdownMeasure>> = {
  failed_requests: 'requests',
  slow_requests: 'requests',
  error_lines: 'lines',
};

/** That new pods or versions take all requests, or that failures have a failing status, tells nothing. */
const tellsNothing: Partial<Record<BreakdownMeasure, readonly Dimension[]>> = {
  requests: ['pod', 'version', 'node', 'status'],
  lines: ['pod', 'version', 'node', 'status', 'zone', 'route', 'method', 'tenant', 'peer'],
  failed_requests: ['status'],
  slow_requests: ['status'],
  error_lines: ['status'],
};

/**
 * Where exactly services fail, are slow or get more requests: by share in trouble against the share of the load, one label or two,
 * strongest first. Empty when trouble is spread as the load is, and when too little was counted to tell.
 */
export function attribute(breakdowns: readonly Breakdown[]): Attribution[] {
  return breakdowns
    .flatMap((breakdown) => attributeOne(breakdown, loadBeside(breakdown, breakdowns)))
    .sort((a, b) => b.strength - a.strength || (a.service + a.sentence < b.service + b.sentence ? -1 : 1))
    .slice(0, maxKeptAttributions);
}

/** The requests of which these failed, counted by at least the same labels. */
export function loadBeside(breakdown: Breakdown, all: readonly Breakdown[]): Breakdown | null {
  const measure = loadOf[breakdown.measure];
  if (measure === undefined) return null;
  const able = all.filter(
    (one) =>
      one.measure === measure &&
      one.service === breakdown.service &&
      one.drawn === breakdown.drawn &&
      breakdown.labels.every((label) => one.labels.includes(label)),
  );
  return able.find(({ questionId }) => questionId === breakdown.questionId) ?? able[0] ?? null;
}

/** One breakdown while its labels are tried. */
interface Search {
  readonly table: Table;
  readonly labels: readonly { label: string; dimension: Dimension }[];
}

interface Found {
  readonly labels: readonly AttributedLabel[];
  readonly found: FoundValues;
  /** The rows it is about. */
  readonly rows: RowMask;
}

function attributeOne(breakdown: Breakdown, load: Breakdown | null): Attribution[] {
  const silent = tellsNothing[breakdown.measure] ?? [];
  const labels = breakdown.labels.flatMap((label) => {
    const dimension = dimensionOf(label);
    return dimension === null || silent.includes(dimension) ? [] : [{ label, dimension }];
  });
  const search: Search = { table: toTable(breakdown, load), labels };
  const singles = labels.flatMap((one) => findOne(search, one, null) ?? []);
  const sharpened = singles.map((single) => sharpen(search, single));
  return withoutRepeats(sharpened.map((found) => toAttribution(search, found)).sort((a, b) => b.strength - a.strength));
}

function findOne(
  { table, labels }: Search,
  { label, dimension }: Search['labels'][number],
  within: RowMask,
): Found | null {
  const counted = tally(table, label, within);
  const found = counted === null ? null : findValues(counted, labels.length);
  if (counted === null || found === null) return null;
  const values = found.values.map(({ value }) => value ?? '');
  return {
    labels: [{ label, dimension, values, of: counted.of }],
    found,
    rows: rowsWith(table, label, new Set(values), within),
  };
}

/** Looks within what was found for a second label that holds nearly all of it and takes much less of the load. */
function sharpen(search: Search, single: Found): Found {
  const [first] = single.labels;
  const pairs = search.labels
    .filter(({ label, dimension }) => label !== first?.label && !areSameThing(dimension, first?.dimension))
    .flatMap((second): Found[] => {
      const inner = findOne(search, second, single.rows);
      if (inner === null || inner.found.share < minKeptByPair || inner.found.loadShare > maxLoadOfPair) return [];
      const share = single.found.share * inner.found.share;
      const load = single.found.load * inner.found.load;
      const { shareOfAll, loadShare } = single.found;
      const found = {
        values: inner.found.values,
        share,
        load,
        loadShare: loadShare * inner.found.loadShare,
        shareOfAll: shareOfAll * inner.found.shareOfAll,
        strength: share * (1 - load) * 0.97,
      };
      return [{ ...inner, labels: [...single.labels, ...inner.labels], found }];
    });
  return pairs.sort((a, b) => b.found.strength - a.found.strength)[0] ?? single;
}

/** A pod and where it lies or what it runs: together they say no more than the narrower one. */
const areSameThing = (a: Dimension, b: Dimension | undefined): boolean =>
  b !== undefined && isPlace(a) && isPlace(b) && (a === 'pod' || b === 'pod');

function toAttribution({ table }: Search, { labels, found, rows }: Found): Attribution {
  const { bad: breakdown, load } = table;
  const pods = podsWithin(table, rows);
  // Pods of one version are told by the version; a node or a zone that holds a single pod is not told apart from that pod.
  const isOnePod = pods?.within === 1 && labels.some(({ dimension }) => dimension === 'node' || dimension === 'zone');
  const isPod = labels.some(({ dimension }) => dimension === 'pod');
  const facts = {
    service: breakdown.service,
    measure: breakdown.measure,
    labels,
    shareInTrouble: found.shareOfAll,
    shareNormally: found.loadShare,
    lift: round(found.shareOfAll / Math.max(1e-3, found.loadShare)),
    strength: round(found.strength * (isOnePod ? 0.95 : isPod ? 0.99 : 1)),
  };
  const shares = { shareInTrouble: round(found.shareOfAll), shareNormally: round(found.loadShare) };
  return { ...facts, ...shares, ...describe(facts, pods, load !== null), breakdown };
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** The pods on a version are no news beside the version, nor the method beside its route. */
function withoutRepeats(all: readonly Attribution[]): Attribution[] {
  const kept: Attribution[] = [];
  for (const one of all) {
    if (kept.length < maxPerMeasure && !kept.some((better) => isRepeat(one, better))) kept.push(one);
  }
  return kept;
}

function isRepeat(one: Attribution, better: Attribution): boolean {
  const [of, beside] = [one, better].map(({ labels }) =>
    labels
      .map(({ label }) => label)
      .sort()
      .join(),
  );
  if (of === beside) return true;
  const dimension = one.labels[0]?.dimension;
  const other = better.labels[0]?.dimension;
  const isSameThing =
    (isPlace(dimension as Dimension) && isPlace(other as Dimension)) ||
    (['route', 'method'].includes(dimension ?? '') && ['route', 'method'].includes(other ?? ''));
  const isPart = one.labels.every(({ label }) => better.labels.some((two) => two.label === label));
  const isNearlySame =
    Math.abs(one.shareInTrouble - better.shareInTrouble) < 0.05 &&
    Math.abs(one.shareNormally - better.shareNormally) < 0.06;
  return isPart || (isSameThing && isNearlySame);
}
