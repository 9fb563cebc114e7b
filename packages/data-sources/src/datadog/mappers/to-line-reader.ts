import type { QuestionRun } from '../../answering/index.ts';
import { countIn, type LineReader, type UsualStatement } from '../../logs/index.ts';
import type { DatadogClient } from '../client.ts';
import { maxCountedStatements } from '../limits.ts';
import { withoutStatements, withStatement } from '../queries.ts';
import { hostOf, toBuckets, toLine, toRawLine } from './to-log-lines.ts';

/** Reads the lines that a search finds. */
export function toLineReader(client: DatadogClient, search: string, stepMinutes: number, run: QuestionRun): LineReader {
  const messages: string[] = [];
  /** What stands in no message is looked for in every attribute. */
  const isInMessage = (part: string) => messages.some((message) => message.includes(part));
  const without = (leftOut: readonly UsualStatement[]) => withoutStatements(search, leftOut, isInMessage);
  return {
    spreads: true,
    toLine,
    hostOf,
    async read(range, limit, leftOut) {
      const logs = await client.logs(without(leftOut), range, limit, run);
      messages.push(...logs.map(({ attributes }) => attributes.message ?? ''));
      return logs.map(toRawLine);
    },
    async count(range, leftOut) {
      const { data } = await client.countLogs(without(leftOut), range, {}, run);
      return toBuckets(data.buckets, range.from).reduce((sum, [, lines]) => sum + lines, 0);
    },
    countStatements(statements, ranges) {
      const span = { from: Math.min(...ranges.map(({ from }) => from)), to: Math.max(...ranges.map(({ to }) => to)) };
      return Promise.all(
        statements.slice(0, maxCountedStatements).map(async (statement, at) => {
          const query = withStatement(without(statements.slice(0, at)), statement, isInMessage);
          const { data } = await client.countLogs(query, span, { intervalMinutes: stepMinutes }, run);
          const buckets = toBuckets(data.buckets, span.from);
          return ranges.map((range) => countIn(buckets, stepMinutes * 60_000, range));
        }),
      );
    },
  };
}
