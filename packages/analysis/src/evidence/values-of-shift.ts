import { ascending, median, quantileOfSorted } from '../onset/robust.ts';
import type { Shift } from '../onset/shift.ts';

type Sample = readonly [at: number, value: number];

/** What a series was in trouble and in normal times, as a reader finds it in the series itself. */
export interface ShiftValues {
  value: number;
  normal: number;
  /** A running total: both are what was added, since the onset and in as long a range before. */
  isGrowth: boolean;
}

/**
 * The values that a title gives. They are those of the series, not of what was worked out from it: a week's pattern that was taken out, or a
 * total that was turned into increments, would give numbers that nobody ever saw.
 */
export function valuesOf(shift: Shift): ShiftValues {
  const samples = shift.series.points.flatMap(([at, value]): Sample[] =>
    value === null || !Number.isFinite(value) ? [] : [[at, value]],
  );
  const before = samples.filter(([at]) => at < shift.onsetAt);
  const since = samples.filter(([at]) => at >= shift.onsetAt);
  const until = goesOn(shift) ? Number.POSITIVE_INFINITY : (shift.recoveredAt ?? Number.POSITIVE_INFINITY);
  const untilThen = since.filter(([at]) => at < until);
  if (isTotal(shift, samples)) return { ...growth(before, untilThen), isGrowth: true };
  const value = shift.significant ? oftenSince(shift, since) : middle(lately(samples), shift.level);
  return { value, normal: usual(before, shift), isGrowth: false };
}

/**
 * What the value became: the upper quartile since the onset, in the direction of the shift. A peak would overstate a noisy
 * series; a mean would understate a rise that came in slowly, as rates over some minutes do.
 */
export function typicalSince(shift: Shift): number {
  const until = shift.recoveredAt ?? Number.POSITIVE_INFINITY;
  const values: number[] = [];
  for (const [at, value] of shift.series.points)
    if (value !== null && at >= shift.onsetAt && at < until) values.push(value);
  return values.length === 0 ? shift.peak : quantileOfSorted(ascending(values), shift.direction === 'up' ? 0.75 : 0.25);
}

/** How much of the time since the onset a value must have been reached to be told as what the series became. */
const oftenShare = 0.1;

/**
 * What it became, for a title: where the trouble came in runs and goes on, the run that was found may be a short one, and a value that was
 * hardly ever reached is not what a reader of the whole series sees.
 */
function oftenSince(shift: Shift, since: readonly Sample[]): number {
  const value = typicalSince(shift);
  if (!goesOn(shift)) return value;
  const all = ascending(since.map(([, one]) => one));
  return shift.direction === 'up'
    ? Math.min(value, quantileOfSorted(all, 1 - oftenShare))
    : Math.max(value, quantileOfSorted(all, oftenShare));
}

/** A run that was found has ended, and the trouble has not: it comes and goes. */
const goesOn = (shift: Shift): boolean => shift.recoveredAt !== null && !isBackAtEnd(shift);

/** Where nothing happened there is no moment to count from: the last quarter of what was measured. */
const lately = (samples: readonly Sample[]): readonly Sample[] => samples.slice(Math.floor(samples.length * 0.75));

const middle = (samples: readonly Sample[], otherwise: number): number =>
  samples.length === 0 ? otherwise : median(samples.map(([, value]) => value));

/** The baseline where the series was about there before; else the middle of what it was. */
function usual(before: readonly Sample[], { baseline }: Shift): number {
  if (before.length === 0) return baseline;
  const values = ascending(before.map(([, value]) => value));
  const isSeen = baseline >= quantileOfSorted(values, 0.1) && baseline <= quantileOfSorted(values, 0.9);
  return isSeen ? baseline : quantileOfSorted(values, 0.5);
}

/** Restarts and the like that are counted since some start never fall. */
function isTotal({ series }: Shift, samples: readonly Sample[]): boolean {
  if (series.unit !== 'count' && !series.name.endsWith('_total')) return false;
  const [first, last] = [samples[0]?.[1] ?? 0, samples.at(-1)?.[1] ?? 0];
  return (
    last > first && first > 0 && samples.every(([, value], at) => at === 0 || value >= (samples[at - 1]?.[1] ?? 0))
  );
}

function growth(before: readonly Sample[], since: readonly Sample[]): { value: number; normal: number } {
  const start = before.at(-1) ?? since[0];
  const end = since.at(-1) ?? start;
  if (start === undefined || end === undefined) return { value: 0, normal: 0 };
  const earlier = before.find(([at]) => at >= start[0] - (end[0] - start[0])) ?? start;
  return { value: end[1] - start[1], normal: start[1] - earlier[1] };
}

/** How far dips may be bridged when looking back for the beginning, ms and samples, and which share must be beyond half of the way. */
const lookBackMs = 150_000;
const minLookBack = 4;
const minBeyondShare = 0.4;
/** What comes and goes was away for longer between its runs. Unit: share. Source: convention. */
const minFlappingShare = 0.25;

/**
 * When it began, to a reader of the series: from the moment at which the shift was found back over single values that dipped. Noise
 * cuts a rise into runs, and the run that counts is not always the first. A total lies beyond half of the way all day.
 */
export function beganAt(shift: Shift): number {
  const samples = shift.series.points.flatMap(([at, value]): Sample[] => (value === null ? [] : [[at, value]]));
  let index = samples.findIndex(([at]) => at >= shift.onsetAt);
  if (index < 0 || !shift.significant || isTotal(shift, samples)) return shift.onsetAt;
  const sign = shift.direction === 'up' ? 1 : -1;
  const halfway = sign * shift.baseline + 0.5 * sign * (oftenSince(shift, samples.slice(index)) - shift.baseline);
  const lookBack = Math.max(minLookBack, Math.ceil(lookBackMs / Math.max(1, shift.series.stepMs)));
  const minShare = goesOn(shift) ? minFlappingShare : minBeyondShare;
  while (index > 0) {
    const start = Math.max(0, index - lookBack);
    const beyond = samples.slice(start, index).flatMap(([, value], i) => (sign * value >= halfway ? [start + i] : []));
    if (beyond.length < Math.max(2, minShare * (index - start))) break;
    index = beyond[0] ?? index;
  }
  return Math.min(shift.onsetAt, samples[index]?.[0] ?? shift.onsetAt);
}

/** Whether the last values are back, half of the way at least: what flaps is over now and then. */
export function isBackAtEnd(shift: Shift): boolean {
  const last = shift.series.points.flatMap(([, value]) => (value === null ? [] : [value])).slice(-3);
  const sign = shift.direction === 'up' ? 1 : -1;
  const halfway = sign * shift.baseline + 0.5 * sign * (typicalSince(shift) - shift.baseline);
  return last.every((value) => sign * value < halfway);
}
