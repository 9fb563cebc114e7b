/** Robust statistics over plain numbers. All return NaN for an empty list. */

/** The value below which the share `q` (0..1) of the sorted `values` lies, interpolated. */
export function quantileOfSorted(sorted: ArrayLike<number>, q: number): number {
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

/** A sorted copy; typed, since that sorts several times as fast as a list. */
export function ascending(values: readonly number[]): Float64Array {
  return Float64Array.from(values).sort();
}

export function median(values: readonly number[]): number {
  return quantileOfSorted(ascending(values), 0.5);
}

/** Median absolute deviation, scaled so that it estimates the standard deviation of normal noise. */
export function scaledMad(values: readonly number[], centre: number): number {
  return 1.4826 * median(values.map((value) => Math.abs(value - centre)));
}

/** The median of every `run` neighbours, first to last. Keeps one sorted range, because most of the time of a diagnosis is spent here. */
export function movingMedians(values: readonly number[], run: number): number[] {
  const medians: number[] = [];
  const sorted: number[] = [];
  for (const [i, value] of values.entries()) {
    if (i >= run) sorted.splice(sorted.indexOf(values[i - run] as number), 1);
    let place = sorted.length;
    while (place > 0 && (sorted[place - 1] as number) > value) place -= 1;
    sorted.splice(place, 0, value);
    if (i >= run - 1) medians.push(quantileOfSorted(sorted, 0.5));
  }
  return medians;
}
