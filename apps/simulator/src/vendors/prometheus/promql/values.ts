/** A labelled number at one moment. */
export interface PromSample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The samples of a series between two moments, as indices into its values; NaN is no sample. `from` and `to` are what was asked for. */
export interface SeriesRange {
  readonly labels: Readonly<Record<string, string>>;
  readonly times: readonly number[];
  readonly values: readonly number[];
  readonly first: number;
  readonly last: number;
  readonly from: number;
  readonly to: number;
}

/** [epoch ms, value] of every sample. */
export function samplesIn({ times, values, first, last }: SeriesRange): [number, number][] {
  const samples: [number, number][] = [];
  for (let i = first; i <= last; i++) {
    const value = values[i] as number;
    if (!Number.isNaN(value)) samples.push([times[i] as number, value]);
  }
  return samples;
}

export type Value =
  | { readonly type: 'scalar'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'vector'; readonly samples: readonly PromSample[] }
  | { readonly type: 'matrix'; readonly ranges: readonly SeriesRange[] };

export const vector = (samples: readonly PromSample[]): Value => ({ type: 'vector', samples });

const nameless = new WeakMap<object, Readonly<Record<string, string>>>();

/** The same object for the same labels, so that what is derived from them can be remembered by identity. */
export function withoutName(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const cached = nameless.get(labels);
  if (cached) return cached;
  const { __name__: _name, ...rest } = labels;
  nameless.set(labels, rest);
  return rest;
}

const keys = new WeakMap<object, string>();

/** A key that is equal for equal label sets. */
export function keyOf(labels: Readonly<Record<string, string>>): string {
  const cached = keys.get(labels);
  if (cached !== undefined) return cached;
  const key = Object.entries(labels)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}\u0000${value}`)
    .join('\u0001');
  keys.set(labels, key);
  return key;
}

export function only(labels: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  const remaining: Record<string, string> = {};
  for (const name of names) if (labels[name] !== undefined) remaining[name] = labels[name];
  return remaining;
}

export function except(labels: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => name !== '__name__' && !names.includes(name)));
}
