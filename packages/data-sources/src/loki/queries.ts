import type { ErrorWords } from './deps.ts';

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

export const notMatching = (lines: string, pattern: string): string => `${lines} !~ ${quoted(pattern)}`;

/** Lines that look like errors. */
export function looksBad(lines: string, { like, unlike }: ErrorWords): string {
  return unlike === null ? matching(lines, like) : notMatching(matching(lines, like), unlike);
}

/** Lines by the value of a label or of their metadata; values are regular expressions only in their joint. */
export const labelled = (lines: string, label: string, operator: '=~' | '!~', values: readonly string[]): string =>
  `${lines} | ${label}${operator}${quoted(values.map(literally).join('|'))}`;

/** RE2: lines that have the parts of a statement in their order. */
export const ofStatement = (parts: readonly string[]): string => parts.map(literally).join('.*');

/** Lines counted by level, as far as labels or metadata tell one. */
export const countByLabels = (lines: string, labels: readonly string[], stepMs: number): string =>
  `sum by (${labels.join(', ')}) (count_over_time(${lines} [${Math.round(stepMs / 1000)}s]))`;

/** Lines of each statement that are of none before it, told apart by the label `statement`: its place. */
export function countOfEach(
  queries: readonly string[],
  statements: readonly (readonly string[])[],
  rangeMs: number,
): string {
  const count = (query: string, at: number) => {
    const others = statements.slice(0, at).reduce((lines, one) => notMatching(lines, ofStatement(one)), query);
    return countOf(matching(others, ofStatement(statements[at] ?? [])), rangeMs);
  };
  const named = (query: string, at: number, part: number) =>
    `label_replace(label_replace(${count(query, at)}, "statement", "${at}", "", ""), "part", "${part}", "", "")`;
  return statements.flatMap((_, at) => queries.map((query, part) => named(query, at, part))).join(' or ');
}

/** Lines counted by the server, each value covering the `stepMs` before it. */
export const countOf = (lines: string, stepMs: number): string =>
  `sum(count_over_time(${lines} [${Math.round(stepMs / 1000)}s]))`;
