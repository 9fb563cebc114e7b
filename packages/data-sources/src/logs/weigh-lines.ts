import type { RawLine } from './raw-line.ts';
import type { DrawnFrom } from './read-newest.ts';
import { statementOf, type UsualStatement } from './usual-statements.ts';

/** Lines that are unlike the usual ones, and how many there are of either kind. */
export interface Unusual {
  readonly now: readonly RawLine[];
  readonly before: readonly RawLine[];
  /** What the source was told to leave out. */
  readonly statements: readonly UsualStatement[];
  /** Lines without any of the statements, in the window and before it. */
  readonly total: number;
  readonly baselineTotal: number;
  /** As `linesPerUnusual` of a draw. */
  readonly linesPerUnusual: number | null;
  /** For every statement its lines in the window and before it; null where the source cannot count so. */
  readonly ofStatements: readonly (readonly number[])[] | null;
}

/** Unusual and usual lines of window and baseline, each with the number of counted lines that it stands for. */
export function weighed(
  { total, baselineTotal, baseline = [] }: DrawnFrom,
  unusual: Unusual,
  spread: readonly RawLine[],
): { now: RawLine[]; before: RawLine[] } {
  const { statements, ofStatements } = unusual;
  const usual = (lines: readonly RawLine[], range: number, rest: number) =>
    weighUsual(lines, statements, ofStatements?.map((counts) => counts[range] ?? 0) ?? null, rest);
  return {
    now: [...weigh(unusual.now, unusual.total), ...usual(spread, 0, total - unusual.total)],
    before: [
      ...weigh(unusual.before, unusual.baselineTotal),
      ...usual(baseline, 1, baselineTotal - unusual.baselineTotal),
    ],
  };
}

const weigh = (lines: readonly RawLine[], total: number): RawLine[] =>
  lines.map((line) => ({ ...line, standsFor: Math.max(1, total / lines.length), isUnusual: true }));

/** Lines of the statements that were left out, by the counts of their statements; those that were not counted share what is left. */
function weighUsual(
  lines: readonly RawLine[],
  statements: readonly UsualStatement[],
  counts: readonly number[] | null,
  total: number,
): RawLine[] {
  const known = lines.flatMap((line) => {
    const statement = statementOf(line.text, statements);
    return statement < 0 ? [] : [{ line, statement }];
  });
  const isCounted = (statement: number) => counts?.[statement] !== undefined;
  const others = known.filter(({ statement }) => !isCounted(statement)).length;
  const left = total - (counts ?? []).reduce((sum, count) => sum + count, 0);
  return known.map(({ line, statement }) => {
    const same = known.filter((one) => one.statement === statement).length;
    const share = isCounted(statement) ? (counts?.[statement] ?? 0) / same : left / others;
    return { ...line, standsFor: Math.max(1, share) };
  });
}

/** How the sample was drawn, for readers. */
export function sentenceOf(
  { total }: DrawnFrom,
  { now, total: unlike, statements, ofStatements }: Unusual,
  shown: number,
): string {
  const first =
    now.length >= unlike
      ? `all ${now.length} that are unlike the ${statements.length} most usual statements`
      : `${now.length} of the ${unlike} that are unlike the ${statements.length} most usual statements`;
  const counted = ofStatements === null ? '' : ', whose statements the source counted';
  return `${shown} of ${total} lines: ${first}, and ${shown - now.length} of the others from every part of the window${counted}`;
}
