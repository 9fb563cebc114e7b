import type { Window } from '@incidentfox/incident';
import type { QuestionRun } from '../../answering/index.ts';
import type { LineReader, UsualStatement } from '../../logs/index.ts';
import type { ElasticsearchClient } from '../client.ts';
import { type Clause, clauseCountSearch, type LogFields, lineSearch, within } from '../queries.ts';
import { hostOf, toLine, toRawLines } from './to-lines.ts';
import { toStatementClause } from './to-statement-clause.ts';

/** Reads the lines that the clauses choose. */
export function createLineReader(
  client: ElasticsearchClient,
  { fields, filter, timeout }: { fields: LogFields; filter: readonly Clause[]; timeout: string },
  run: QuestionRun,
): LineReader {
  const making = (statement: UsualStatement) => toStatementClause(fields, statement);
  const without = (leftOut: readonly UsualStatement[]): Clause[] =>
    leftOut.length === 0 ? [] : [{ bool: { must_not: leftOut.map(making) } }];
  const counts = async (span: Window, clauses: Readonly<Record<string, Clause>>) => {
    const { aggregations } = await client.search(clauseCountSearch(fields, filter, { span, clauses, timeout }), run);
    return aggregations?.per_window?.buckets ?? {};
  };
  return {
    spreads: true,
    toLine: (line) => toLine(line, fields),
    hostOf: (line) => hostOf(line, fields),
    async read(window, size, leftOut) {
      const search = lineSearch(fields, [...filter, ...without(leftOut)], { window, size, timeout });
      return toRawLines(await client.search(search, run), fields);
    },
    async count(span, leftOut) {
      const found = await counts(span, { lines: { bool: { filter: without(leftOut) } } });
      return found.lines?.doc_count ?? 0;
    },
    async countStatements(statements, ranges) {
      const clauses = statements.flatMap((statement, at) =>
        ranges.map((range, of) => {
          const others = without(statements.slice(0, at));
          const filter = [within(fields.timestamp, range), making(statement), ...others];
          return [`${at} ${of}`, { bool: { filter } }] as const;
        }),
      );
      const span = { from: Math.min(...ranges.map(({ from }) => from)), to: Math.max(...ranges.map(({ to }) => to)) };
      const found = await counts(span, Object.fromEntries(clauses));
      return statements.map((_, at) => ranges.map((__, of) => found[`${at} ${of}`]?.doc_count ?? 0));
    },
  };
}
