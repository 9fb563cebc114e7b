import type { LogDigest, Window } from '@incidentfox/incident';
import type { QuestionRun } from '../../answering/index.ts';
import { countIn, type LineReader, type RawLine, toLogLine } from '../../logs/index.ts';
import type { AwsClient } from '../client.ts';
import { maxBuckets, maxCountedStatements } from '../limits.ts';
import { runLogQuery } from '../sdk/run-log-query.ts';
import { countPerBucket, newestLines, withoutStatements, withStatement } from './log-queries.ts';

/** A line reader that counts over time as well. */
export interface InsightsReader extends LineReader {
  /** [bucket start, lines], ascending. */
  buckets(range: Window): Promise<[number, number][]>;
}

/** Reads the lines of a log group that pass a filter. Every query is paid by the byte it reads. */
export function createLineReader(
  client: AwsClient,
  of: { logGroup: string; filter: string; level: LogDigest['level']; stepMinutes: number },
  run: QuestionRun,
): InsightsReader {
  const { logGroup, filter, stepMinutes } = of;
  const stepMs = stepMinutes * 60_000;
  async function count(range: Window, filtered: string): Promise<[number, number][]> {
    const rows = await runLogQuery(client, logGroup, countPerBucket(filtered, stepMinutes), range, maxBuckets, run);
    return rows.map((row): [number, number] => [toTime(row.start), Number(row.lines)]).sort(([a], [b]) => a - b);
  }
  return {
    // Of all lines the newest do: their fields are the load beside the errors.
    spreads: of.level === 'error',
    toLine: (line) => {
      const host = hostOf(line);
      return toLogLine({ at: line.at, text: line.text }, host === undefined ? {} : { host });
    },
    hostOf,
    buckets: (range) => count(range, filter),
    async read(range, limit, leftOut) {
      const query = newestLines(withoutStatements(filter, leftOut), limit);
      return (await runLogQuery(client, logGroup, query, range, limit, run)).flatMap(toRawLine);
    },
    async count(range, leftOut) {
      return countIn(await count(range, withoutStatements(filter, leftOut)), stepMs, range);
    },
    countStatements(statements, ranges) {
      const span = { from: Math.min(...ranges.map(({ from }) => from)), to: Math.max(...ranges.map(({ to }) => to)) };
      return Promise.all(
        statements.slice(0, maxCountedStatements).map(async (statement, at) => {
          const others = withoutStatements(filter, statements.slice(0, at));
          const buckets = await count(span, withStatement(others, statement));
          return ranges.map((range) => countIn(buckets, stepMs, range));
        }),
      );
    },
  };
}

const hostOf = ({ fields = {} }: RawLine): string | undefined =>
  typeof fields.stream === 'string' && fields.stream !== '' ? fields.stream : undefined;

function toRawLine(row: Record<string, string>): RawLine[] {
  const at = toTime(row['@timestamp']);
  return Number.isNaN(at) ? [] : [{ at, text: row['@message'] ?? '', fields: { stream: row['@logStream'] ?? '' } }];
}

/** Logs Insights writes UTC as `2026-11-23 14:36:00.000`. */
const toTime = (text: string | undefined): number => Date.parse(`${(text ?? '').replace(' ', 'T')}Z`);
