import { z } from 'zod';
import type { StandInReply, StandInRoute } from '../stand-in.ts';
import type { WrittenLine } from './many-lines.ts';

interface Entry {
  readonly at: number;
  readonly text: string;
  readonly labels: Readonly<Record<string, string>>;
}
type Test = (entry: Entry) => boolean;

const nanoseconds = z.string().regex(/^[12]\d{18}$/);
const span = { start: nanoseconds, end: nanoseconds };
const success = (data: unknown): StandInReply => ({ body: { status: 'success', data } });
/** The server's own cap on entries. */
const maxEntries = 5_000;

/** A Loki that reads its queries: selectors, line and label filters, counts over time; what it does not understand it refuses. */
export function strictLoki(
  lines: readonly WrittenLine[],
  metadata: (line: WrittenLine) => Record<string, string>,
): StandInRoute[] {
  const entries = lines.map(
    (line): Entry => ({
      at: line.at,
      text: line.text,
      labels: { service_name: 'checkout-service', pod: line.pod, ...metadata(line) },
    }),
  );
  const streamLabels = { service_name: ['checkout-service'], pod: [...new Set(lines.map(({ pod }) => pod))] };
  return [
    {
      method: 'GET',
      path: '/loki/api/v1/labels',
      query: z.strictObject(span),
      answer: () => success(Object.keys(streamLabels)),
    },
    {
      method: 'GET',
      path: '/loki/api/v1/label/:name/values',
      query: z.strictObject({ ...span, query: z.string().optional() }),
      answer: ({ params }) => success(streamLabels[params.name as 'pod'] ?? []),
    },
    {
      method: 'GET',
      path: '/loki/api/v1/query_range',
      query: z.strictObject({
        query: z.string(),
        limit: z.string().regex(/^\d+$/).optional(),
        direction: z.enum(['forward', 'backward']).optional(),
        step: z.string().optional(),
        ...span,
      }),
      answer: ({ query }) => {
        try {
          return queryRange(entries, query as Record<string, string>);
        } catch (thrown) {
          return { status: 400, body: String(thrown) };
        }
      },
    },
  ];
}

const ms = (ns = '') => Number(ns.slice(0, -6));

function queryRange(entries: readonly Entry[], asked: Record<string, string>): StandInReply {
  const [from, to] = [ms(asked.start), ms(asked.end)];
  if (asked.query?.startsWith('{')) {
    const limit = Number(asked.limit ?? 100);
    if (limit > maxEntries) throw new Error('max entries limit per query exceeded');
    const test = pipeline(asked.query);
    const found = entries.filter((one) => one.at >= from && one.at < to && test(one));
    const kept = asked.direction === 'forward' ? found.slice(0, limit) : found.toReversed().slice(0, limit);
    return success({
      resultType: 'streams',
      result: kept.map(({ at, text, labels }) => ({ stream: labels, values: [[`${at}000000`, text]] })),
    });
  }
  const stepMs = Number(asked.step) * 1000;
  const times = Array.from({ length: Math.floor((to - from) / stepMs) + 1 }, (_, i) => from + i * stepMs);
  return success({ resultType: 'matrix', result: metric(entries, asked.query ?? '', times) });
}

type Series = { metric: Record<string, string>; values: [number, string][] };

function metric(entries: readonly Entry[], query: string, times: readonly number[]): Series[] {
  if (query.startsWith('label_replace('))
    return query.split(/ or (?=label_replace)/).flatMap((one) => replaced(entries, one, times));
  const counted = /^sum(?: by \(([\w, ]+)\) )?\(count_over_time\((\{.*) \[(\d+)s\]\)\)$/s.exec(query);
  if (counted === null) throw new Error(`parse error: ${query}`);
  const [, by = '', lines = '', seconds] = counted;
  const labels = by === '' ? [] : by.split(', ');
  const found = entries.filter(pipeline(lines)).map(({ at, labels: own }) => {
    const kept = labels.flatMap((label) => (own[label] === undefined ? [] : [[label, own[label]] as [string, string]]));
    return { at, key: JSON.stringify(Object.fromEntries(kept)) };
  });
  const series = new Map<string, Series>();
  for (const time of times) {
    const counts = new Map<string, number>();
    // (from, to], as Loki counts.
    const begin = firstAfter(found, time - Number(seconds) * 1000);
    for (const { key } of found.slice(begin, firstAfter(found, time))) counts.set(key, (counts.get(key) ?? 0) + 1);
    for (const [key, count] of counts) {
      const known: Series = series.get(key) ?? {
        metric: JSON.parse(key) as Series['metric'],
        values: [] as Series['values'],
      };
      series.set(key, known);
      known.values.push([time / 1000, String(count)]);
    }
  }
  return [...series.values()];
}

/** Of entries that ascend in time. */
function firstAfter(entries: readonly { readonly at: number }[], limit: number): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.at ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function replaced(entries: readonly Entry[], query: string, times: readonly number[]): Series[] {
  const found = /^label_replace\((.*), "(\w+)", "(\w*)", "", ""\)$/s.exec(query);
  if (found === null) throw new Error(`parse error: ${query}`);
  const [, inner = '', label = '', value = ''] = found;
  return metric(entries, inner, times).map((one) => ({ ...one, metric: { ...one.metric, [label]: value } }));
}

const text = String.raw`"((?:[^"\\]|\\.)*)"`;
const selector = /^\{([^}]*)\}/;
const lineFilter = new RegExp(String.raw`^ (\|=|!=|\|~|!~) ${text}`);
const labelFilter = new RegExp(String.raw`^ \| (\w+)(=~|!~|=|!=)${text}`);

/** Line filters are found anywhere in the line, label filters match whole values. */
function pipeline(query: string): Test {
  const head = selector.exec(query);
  if (head === null) throw new Error('parse error: no selector');
  const tests: Test[] = [...(head[1] ?? '').matchAll(new RegExp(String.raw`(\w+)(=~|!~|!=|=)${text}`, 'g'))].map(
    ([, label = '', operator = '', value = '']) => labelTest(label, operator, unquoted(value)),
  );
  let rest = query.slice(head[0].length);
  while (rest !== '') {
    const line = lineFilter.exec(rest);
    const label = labelFilter.exec(rest);
    const [matched, test] =
      line !== null
        ? [line[0], lineTest(line[1] ?? '', unquoted(line[2] ?? ''))]
        : label !== null
          ? [label[0], labelTest(label[1] ?? '', label[2] ?? '', unquoted(label[3] ?? ''))]
          : ['', null];
    if (test === null) throw new Error(`parse error near ${rest}`);
    tests.push(test);
    rest = rest.slice(matched.length);
  }
  return (entry) => tests.every((test) => test(entry));
}

const unquoted = (quoted: string): string => JSON.parse(`"${quoted}"`);

function lineTest(operator: string, value: string): Test {
  if (operator === '|=') return ({ text: line }) => line.includes(value);
  if (operator === '!=') return ({ text: line }) => !line.includes(value);
  const pattern = regex(value);
  return ({ text: line }) => pattern.test(line) === (operator === '|~');
}

function labelTest(label: string, operator: string, value: string): Test {
  const pattern = operator.endsWith('~') ? regex(`^(?:${value})$`) : null;
  return ({ labels }) => {
    const own = labels[label] ?? '';
    return (pattern === null ? own === value : pattern.test(own)) === operator.startsWith('=');
  };
}

const regex = (pattern: string): RegExp =>
  pattern.startsWith('(?i)') ? new RegExp(pattern.slice(4), 'is') : new RegExp(pattern, 's');
