/**
 * PromQL from templates. Names come from outside: they enter only through `quoted` and `literally`, so a service called
 * `x"} or vector(1) #` stays a name.
 */

/** A PromQL string literal. */
export function quoted(text: string): string {
  // JSON's escapes are Go's. A lone half of a surrogate pair is neither's, and its replacement must be escaped too:
  // the parser takes a bare U+FFFD for broken UTF-8.
  return JSON.stringify(text.replace(/\p{Surrogate}/gu, '\ufffd')).replaceAll('\ufffd', '\\ufffd');
}

/** A regular expression (RE2) that matches exactly `text`. */
export function literally(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}

/** `label="a"`, or `label=~"a|b"` for several names. */
export function isOneOf(label: string, names: readonly string[]): string {
  const [only] = names;
  if (names.length === 1 && only !== undefined) return `${label}=${quoted(only)}`;
  return matches(label, names.map(literally).join('|'));
}

/** `label=~"pattern"`; the pattern's names must have gone through `literally`. */
export function matches(label: string, pattern: string): string {
  return `${label}=~${quoted(pattern)}`;
}

/** Pod names of a workload: Kubernetes adds one or two parts from an alphabet without vowels, or a StatefulSet's number. */
export function podPattern(names: readonly string[]): string {
  const part = '[bcdfghjklmnpqrstvwxz2456789]';
  return `(${names.map(literally).join('|')})-(${part}{5,10}-)?(${part}{5}|[0-9]+)`;
}

/** `{ namespace: "shop", job: "checkout" }` as matchers. Keys that cannot be label names are left out. */
export function labelMatchers(labels: Readonly<Record<string, string>>): string[] {
  return Object.entries(labels)
    .filter(([label]) => /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label))
    .map(([label, value]) => `${label}=${quoted(value)}`);
}

/** `name{a="b",c=~"d"}`; without a name just the braces. A name with dots is a matcher as well. */
export function selector(metric: string, matchers: readonly string[]): string {
  if (!/^[a-zA-Z_:]?[a-zA-Z0-9_:]*$/.test(metric)) return `{${[isOneOf('__name__', [metric]), ...matchers].join(',')}}`;
  return matchers.length === 0 ? metric : `${metric}{${matchers.join(',')}}`;
}

/** Any series these matchers select: look-ups are never without one, as managed and shared servers refuse or fear those. */
export const anySeries = (matchers: readonly string[]) => selector('', ['__name__!=""', ...matchers]);

const durationOf = (seconds: number) => `${Math.max(1, Math.round(seconds))}s`;

export const perSecond = (of: string, windowSeconds: number) => `sum(rate(${of}[${durationOf(windowSeconds)}]))`;

export const perSecondBy = (labels: readonly string[], of: string, windowSeconds: number) =>
  `sum by (${labels.join(', ')}) (rate(${of}[${durationOf(windowSeconds)}]))`;

/** Growth per second of gauges that only grow, like the place a consumer has reached. */
export const growthBy = (labels: readonly string[], of: string, windowSeconds: number) =>
  `sum by (${labels.join(', ')}) (deriv(${of}[${durationOf(windowSeconds)}]))`;

export const increaseBy = (labels: readonly string[], of: string, windowSeconds: number) =>
  `sum by (${labels.join(', ')}) (increase(${of}[${durationOf(windowSeconds)}]))`;

export const countOfGroups = (labels: readonly string[], of: string) =>
  `count(count by (${labels.join(', ')}) (${of}))`;

export const quantileOf = (q: number, buckets: string, windowSeconds: number, by: readonly string[] = []) =>
  `histogram_quantile(${q}, ${perSecondBy(['le', ...by], buckets, windowSeconds)})`;

/** How full the fullest one is, told apart by the labels. Parts of one are joined by `join` first. */
export const highestShare = (labels: readonly string[], used: string, limit: string, join: 'max' | 'sum' = 'max') => {
  const by = labels.join(', ');
  return `max(${join} by (${by}) (${used}) / ${join} by (${by}) (${limit}))`;
};

/** What a native histogram counted, of any expression that gives it. */
export const countOf = (histogram: string) => `histogram_count(${histogram})`;

/** The same quantile of a native histogram, which keeps its buckets within. */
export const nativeQuantileOf = (q: number, histogram: string, windowSeconds: number) =>
  `histogram_quantile(${q}, ${perSecond(histogram, windowSeconds)})`;
