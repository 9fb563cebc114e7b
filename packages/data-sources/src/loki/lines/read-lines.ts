import type { Window } from '@incidentfox/incident';
import type { QuestionRun } from '../../answering/index.ts';
import type { LineReader, UsualStatement } from '../../logs/index.ts';
import type { LokiClient } from '../client.ts';
import { countOf, countOfEach, notMatching, ofStatement } from '../queries.ts';
import { hostOf, toLine, toRawLines } from '../to-lines.ts';

/** Statements that are counted in one query, each in a pass over the same lines, and characters of a query that fit an address. */
const maxCounted = 6;
const maxQueryLength = 3_500;

/** Reads the lines of several log queries that have no line in common as if they were one. */
export function createLineReader(client: LokiClient, queries: readonly string[], run: QuestionRun): LineReader {
  const without = (leftOut: readonly UsualStatement[]) =>
    queries.map((query) => leftOut.reduce((lines, statement) => notMatching(lines, ofStatement(statement)), query));
  return {
    spreads: true,
    toLine,
    hostOf,
    async read(range, limit, leftOut) {
      const read = await Promise.all(without(leftOut).map((query) => client.lines(query, range, limit, run)));
      return toRawLines(read.flat()).slice(-limit);
    },
    async count(range, leftOut) {
      const lengthMs = range.to - range.from;
      const counts = await Promise.all(
        without(leftOut).map((query) => client.counts(countOf(query, lengthMs), atEnd(range), lengthMs, run)),
      );
      return valuesIn(counts.flat()).reduce((sum, [, count]) => sum + count, 0);
    },
    async countStatements(statements, ranges) {
      const [first] = ranges;
      if (first === undefined || statements.length === 0 || !areSteps(ranges)) return null;
      const lengthMs = first.to - first.from;
      const fits = (of: readonly UsualStatement[]) => countOfEach(queries, of, lengthMs).length <= maxQueryLength;
      let counted = statements.slice(0, maxCounted);
      while (counted.length > 0 && !fits(counted)) counted = counted.slice(0, -1);
      if (counted.length === 0) return null;
      const span = { from: Math.min(...ranges.map(({ to }) => to)), to: Math.max(...ranges.map(({ to }) => to)) };
      const query = countOfEach(queries, counted, lengthMs);
      run.query(query);
      const series = await client.counts(query, span, lengthMs, run);
      return counted.map((_, at) =>
        ranges.map(({ to }) => {
          const own = series.filter(({ metric }) => metric.statement === String(at));
          return valuesIn(own).reduce((sum, [seconds, count]) => (seconds === to / 1000 ? sum + count : sum), 0);
        }),
      );
    },
  };
}

const valuesIn = (series: readonly { values: { items: readonly (readonly [number, number])[] } }[]) =>
  series.flatMap(({ values }) => values.items);

const atEnd = ({ to }: Window): Window => ({ from: to, to });

/** Ranges of one length that follow each other: one query has a value for each. */
function areSteps(ranges: readonly Window[]): boolean {
  const sorted = [...ranges].sort((a, b) => a.from - b.from);
  const [first] = sorted;
  return (
    first !== undefined &&
    sorted.every(({ from, to }, at) => to - from === first.to - first.from && (at === 0 || from === sorted[at - 1]?.to))
  );
}
