import { z } from 'zod';
import type { StandInRoute } from '../stand-in.ts';

/** A line with its status and whatever a pipeline made attributes of. */
export interface Log {
  readonly at: number;
  readonly status: string;
  readonly message: string;
  readonly host: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}
type Test = (log: Log) => boolean;

const time = z.iso.datetime();
const filter = z.strictObject({ query: z.string(), from: time, to: time, indexes: z.array(z.string()) });
const searchBody = z.strictObject({
  filter,
  sort: z.literal('-timestamp'),
  page: z.strictObject({ limit: z.number().int().min(1).max(1000) }),
});
const aggregateBody = z.strictObject({
  compute: z.tuple([
    z.strictObject({
      aggregation: z.literal('count'),
      type: z.enum(['total', 'timeseries']),
      interval: z
        .string()
        .regex(/^\d+m$/)
        .optional(),
    }),
  ]),
  filter,
  group_by: z.tuple([z.strictObject({ facet: z.literal('status'), limit: z.number().max(10_000) })]).optional(),
});

/** Datadog's log search that reads its queries: tags, statuses, quoted words, AND, OR and a minus; pages hold no more than they may. */
export function strictDatadog(logs: readonly Log[]): StandInRoute[] {
  const found = ({ query, from, to }: z.output<typeof filter>) => {
    const test = parse(query);
    return logs.filter((one) => one.at >= Date.parse(from) && one.at < Date.parse(to) && test(one));
  };
  return [
    {
      method: 'POST',
      path: '/api/v2/logs/events/search',
      body: searchBody,
      answer: ({ body }) => {
        const asked = searchBody.parse(body);
        const data = found(asked.filter)
          .toReversed()
          .slice(0, asked.page.limit)
          .map(({ at, ...attributes }) => ({
            id: 'x',
            attributes: { ...attributes, timestamp: new Date(at).toISOString() },
          }));
        return { body: { data, meta: { status: 'done' } } };
      },
    },
    {
      method: 'POST',
      path: '/api/v2/logs/analytics/aggregate',
      body: aggregateBody,
      answer: ({ body }) => {
        const asked = aggregateBody.parse(body);
        const groups = new Map<string, Log[]>();
        for (const one of found(asked.filter)) {
          const key = asked.group_by === undefined ? '' : one.status;
          const group = groups.get(key);
          if (group === undefined) groups.set(key, [one]);
          else group.push(one);
        }
        const [compute] = asked.compute;
        const buckets = [...groups].map(([status, own]) => ({
          by: asked.group_by === undefined ? {} : { status },
          computes: {
            c0: compute.type === 'total' ? own.length : overTime(own, Number.parseInt(compute.interval ?? '', 10)),
          },
        }));
        return { body: { data: { buckets }, meta: { status: 'done' } } };
      },
    },
  ];
}

function overTime(logs: readonly Log[], minutes: number) {
  const step = minutes * 60_000;
  const counts = new Map<number, number>();
  for (const { at } of logs)
    counts.set(Math.floor(at / step) * step, (counts.get(Math.floor(at / step) * step) ?? 0) + 1);
  return [...counts].map(([at, value]) => ({ time: new Date(at).toISOString(), value }));
}

const token = /\s*(-?\(|\)|AND\b|OR\b|-?(?:\*:)?"[^"]*"|-?[a-z]+:\(|-?[a-z]+:[\w-]+|[a-z]+)/y;

function parse(query: string): Test {
  const tokens: string[] = [];
  for (token.lastIndex = 0; token.lastIndex < query.length; ) {
    const found = token.exec(query);
    if (found === null) throw new Error(`not understood: ${query}`);
    tokens.push(found[1] ?? '');
  }
  let at = 0;
  const all = (isWord: (text: string) => Test): Test => {
    let left = either(isWord);
    while (at < tokens.length && tokens[at] !== ')') {
      if (tokens[at] === 'AND') at += 1;
      const [a, b] = [left, either(isWord)];
      left = (log) => a(log) && b(log);
    }
    return left;
  };
  const either = (isWord: (text: string) => Test): Test => {
    let left = one(isWord);
    while (tokens[at] === 'OR') {
      at += 1;
      const [a, b] = [left, one(isWord)];
      left = (log) => a(log) || b(log);
    }
    return left;
  };
  const one = (isWord: (text: string) => Test): Test => {
    const text = tokens[at] ?? '';
    at += 1;
    if (text.startsWith('-')) {
      tokens[at - 1] = text.slice(1);
      at -= 1;
      const inner = one(isWord);
      return (log) => !inner(log);
    }
    if (text.endsWith('(')) {
      const inner = all(
        text === '('
          ? isWord
          : (word) =>
              ({ status }) =>
                status === word,
      );
      if (tokens[at] !== ')') throw new Error(`not closed: ${query}`);
      at += 1;
      return inner;
    }
    if (text.startsWith('*:"'))
      return ({ message, attributes }) => holds(`${message} ${JSON.stringify(attributes)}`, text.slice(3, -1));
    if (text.startsWith('"')) return ({ message }) => holds(message, text.slice(1, -1));
    if (/^(?:service|env):/.test(text)) return () => text === 'service:checkout' || text === 'env:prod';
    return isWord(text);
  };
  return all(
    (word) =>
      ({ message }) =>
        holds(message, word),
  );
}

const analyzed = new Map<string, string>();

/** The words between blanks; they are kept, as an index does. */
function words(text: string): string {
  const known = analyzed.get(text) ?? ` ${(text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []).join(' ')} `;
  analyzed.set(text, known);
  return known;
}
const holds = (text: string, phrase: string): boolean => words(text).includes(words(phrase));
