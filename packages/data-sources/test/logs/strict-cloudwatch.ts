import { z } from 'zod';
import type { StandInReply, StandInRoute } from '../stand-in.ts';

export interface Event {
  readonly at: number;
  readonly message: string;
  readonly stream: string;
}
type Row = Record<string, string>;

const epoch = z.number().int().min(1e9).max(1e10);
const startQuery = z.strictObject({
  logGroupNames: z.tuple([z.literal('/ecs/checkout')]),
  startTime: epoch,
  endTime: epoch,
  queryString: z.string(),
  limit: z.number().int().max(10_000),
});

/** Logs Insights that reads its queries: filters by expression, counts by time, the newest lines; no more rows than it may give. */
export function strictCloudWatch(events: readonly Event[]): StandInRoute[] {
  const queries = new Map<string, Row[]>();
  const refused = (message: string): StandInReply => ({
    status: 400,
    body: { __type: 'MalformedQueryException', message },
  });
  return [
    {
      method: 'POST',
      path: '/',
      answer: ({ headers, body }) => {
        const target = String(headers['x-amz-target']);
        if (target === 'Logs_20140328.GetQueryResults') {
          const rows = queries.get((body as { queryId: string }).queryId) ?? [];
          const fields = (row: Row) => Object.entries(row).map(([field, value]) => ({ field, value }));
          return { body: { status: 'Complete', results: rows.map(fields) } };
        }
        const asked = startQuery.safeParse(body);
        if (target !== 'Logs_20140328.StartQuery' || !asked.success)
          return refused(`${target} ${asked.error?.message}`);
        const { startTime, endTime, queryString, limit } = asked.data;
        try {
          const within = events.filter(({ at }) => at >= startTime * 1000 && at < (endTime + 1) * 1000);
          queries.set(`q${queries.size}`, run(within, queryString).slice(0, limit));
        } catch (thrown) {
          return refused(String(thrown));
        }
        return { body: { queryId: `q${queries.size - 1}` } };
      },
    },
  ];
}

const expression = String.raw`\/((?:[^/\\]|\\.)*)\/`;
const condition = new RegExp(`^@message (not like|like) ${expression}`);

function run(events: readonly Event[], query: string): Row[] {
  let [left, rest] = [[...events], query];
  for (;;) {
    const filtered = /^filter /.exec(rest);
    if (filtered === null) break;
    rest = rest.slice(filtered[0].length);
    for (;;) {
      const found = condition.exec(rest);
      if (found === null) throw new Error(`unexpected ${rest.slice(0, 40)}`);
      const [whole, operator, text = ''] = found;
      const pattern = text.startsWith('(?i)') ? new RegExp(text.slice(4), 'is') : new RegExp(text, 's');
      left = left.filter(({ message }) => pattern.test(message) === (operator === 'like'));
      rest = rest.slice(whole.length);
      if (rest.startsWith(' and ')) rest = rest.slice(' and '.length);
      else break;
    }
    if (!rest.startsWith(' | ')) throw new Error(`unexpected ${rest.slice(0, 40)}`);
    rest = rest.slice(' | '.length);
  }
  return rows(left, rest);
}

const utc = (at: number) => new Date(at).toISOString().replace('T', ' ').replace('Z', '');

function rows(events: readonly Event[], command: string): Row[] {
  const counted = /^stats count\(\*\) as (\w+) by bin\((\d+)m\) as (\w+)$/.exec(command);
  if (counted !== null) {
    const [, lines = '', minutes, start = ''] = counted;
    const step = Number(minutes) * 60_000;
    const counts = new Map<number, number>();
    for (const { at } of events) {
      const begin = Math.floor(at / step) * step;
      counts.set(begin, (counts.get(begin) ?? 0) + 1);
    }
    return [...counts].map(([at, count]) => ({ [start]: utc(at), [lines]: String(count) }));
  }
  const newest = /^fields @timestamp, @message, @logStream \| sort @timestamp desc \| limit (\d+)$/.exec(command);
  if (newest === null) throw new Error(`unexpected ${command}`);
  return [...events]
    .sort((a, b) => b.at - a.at)
    .slice(0, Number(newest[1]))
    .map(({ at, message, stream }) => ({ '@timestamp': utc(at), '@message': message, '@logStream': stream }));
}
