/** A labelled number at one moment. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A labelled stretch of samples: [epoch ms, value]. `from` and `to` bound the stretch that was asked for. */
export interface Stretch {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: readonly (readonly [number, number])[];
  readonly from: number;
  readonly to: number;
}

export type Value =
  | { readonly type: 'scalar'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'vector'; readonly samples: readonly Sample[] }
  | { readonly type: 'matrix'; readonly stretches: readonly Stretch[] };

export const vector = (samples: readonly Sample[]): Value => ({ type: 'vector', samples });

export function withoutName(labels: Readonly<Record<string, string>>): Record<string, string> {
  const { __name__: _name, ...rest } = labels;
  return rest;
}

/** A key that is equal for equal label sets. */
export const keyOf = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}\u0000${value}`)
    .join('\u0001');

export function only(labels: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of names) if (labels[name] !== undefined) kept[name] = labels[name];
  return kept;
}

export function except(labels: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => name !== '__name__' && !names.includes(name)));
}
