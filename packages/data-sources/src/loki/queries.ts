/** LogQL from templates; names and patterns from outside enter only through `quoted`. */

/** A LogQL string literal. */
export function quoted(text: string): string {
  // A lone half of a surrogate pair cannot be sent; its replacement is escaped because Go takes it for broken UTF-8.
  return JSON.stringify(text.replace(/\p{Surrogate}/gu, '\ufffd')).replaceAll('\ufffd', '\\ufffd');
}

const literally = (text: string) => text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');

/** `app="a"`, or `app=~"a|b"` for several values. */
export function oneOf(label: string, values: readonly string[]): string {
  const [only] = values;
  return values.length === 1 && only !== undefined
    ? `${label}=${quoted(only)}`
    : `${label}=~${quoted(values.map(literally).join('|'))}`;
}

export const streamsOf = (matchers: readonly string[]): string => `{${matchers.join(', ')}}`;

export function labelMatchers(labels: Readonly<Record<string, string>>): string[] {
  return Object.entries(labels)
    .filter(([label]) => /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label))
    .map(([label, value]) => `${label}=${quoted(value)}`);
}

/** Lines of the streams that match the expression. */
export const matching = (streams: string, pattern: string): string => `${streams} |~ ${quoted(pattern)}`;

/** Lines counted by the server, each value covering the `stepMs` before it. */
export const countOf = (lines: string, stepMs: number): string =>
  `sum(count_over_time(${lines} [${Math.round(stepMs / 1000)}s]))`;
