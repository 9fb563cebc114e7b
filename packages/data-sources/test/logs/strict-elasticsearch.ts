import { z } from 'zod';
import type { StandInReply, StandInRoute } from '../stand-in.ts';

export type Document = Readonly<Record<string, string | number>>;
type Clause = Readonly<Record<string, unknown>>;
type Aggregation = Readonly<Record<string, unknown>> & { aggs?: Record<string, Aggregation> };

/** The server's own cap on hits. */
const maxHits = 10_000;

/** Elasticsearch that reads its searches: bool queries, filters and buckets over documents; a clause it does not know is refused. */
export function strictElasticsearch(
  documents: readonly Document[],
  mapping: Readonly<Record<string, string>>,
): StandInRoute[] {
  const forgiving = { ignore_unavailable: z.literal('true'), allow_no_indices: z.literal('true') };
  return [
    {
      method: 'GET',
      path: '/:index/_field_caps',
      query: z.strictObject({ ...forgiving, fields: z.string() }),
      answer: ({ query }) => {
        const there = String(query.fields)
          .split(',')
          .flatMap((field) => (mapping[field] === undefined ? [] : [[field, mapping[field]] as const]));
        const caps = (type: string) => ({ [type]: { type, searchable: true, aggregatable: type !== 'text' } });
        return { body: { indices: ['logs'], fields: Object.fromEntries(there.map(([f, type]) => [f, caps(type)])) } };
      },
    },
    {
      method: 'POST',
      path: '/:index/_search',
      query: z.strictObject(forgiving),
      answer: ({ body }): StandInReply => {
        try {
          return { body: search(documents, mapping, body as Search) };
        } catch (thrown) {
          return { status: 400, body: { error: { type: 'parsing_exception', reason: String(thrown) }, status: 400 } };
        }
      },
    },
  ];
}

interface Search {
  size: number;
  query: Clause;
  fields?: { field: string }[];
  sort?: Record<string, { order: string }>[];
  aggs?: Record<string, Aggregation>;
}

function search(documents: readonly Document[], mapping: Readonly<Record<string, string>>, asked: Search) {
  if (asked.size > maxHits) throw new Error('Result window is too large');
  const fits = (one: Document, clause: Clause) => matches(one, clause, mapping);
  const found = documents.filter((one) => fits(one, asked.query));
  const [time] = Object.keys(asked.sort?.[0] ?? {});
  const sorted = time === undefined ? found : [...found].sort((a, b) => Number(b[time]) - Number(a[time]));
  const hits = sorted.slice(0, asked.size).map((one) => ({
    _index: 'logs',
    _id: 'x',
    fields: Object.fromEntries(
      (asked.fields ?? []).flatMap(({ field }) => (one[field] === undefined ? [] : [[field, [one[field]]]])),
    ),
  }));
  return {
    took: 1,
    timed_out: false,
    _shards: { total: 1, successful: 1, skipped: 0, failed: 0 },
    hits: { max_score: null, hits },
    ...(asked.aggs === undefined ? {} : { aggregations: aggregate(found, asked.aggs, fits) }),
  };
}

function aggregate(
  found: readonly Document[],
  aggs: Record<string, Aggregation>,
  fits: (one: Document, clause: Clause) => boolean,
): Record<string, unknown> {
  const bucket = (of: readonly Document[], { aggs: inner }: Aggregation) => ({
    doc_count: of.length,
    ...(inner === undefined ? {} : aggregate(of, inner, fits)),
  });
  const one = (agg: Aggregation): unknown => {
    if (agg.filter !== undefined)
      return bucket(
        found.filter((doc) => fits(doc, agg.filter as Clause)),
        agg,
      );
    if (agg.filters !== undefined) {
      const named = Object.entries((agg.filters as { filters: Record<string, Clause> }).filters);
      const buckets = named.map(([name, clause]) => [
        name,
        bucket(
          found.filter((doc) => fits(doc, clause)),
          agg,
        ),
      ]);
      return { buckets: Object.fromEntries(buckets) };
    }
    if (agg.date_histogram === undefined) throw new Error(`unknown aggregation ${Object.keys(agg)}`);
    const { field, fixed_interval } = agg.date_histogram as { field: string; fixed_interval: string };
    const step = Number.parseInt(fixed_interval, 10);
    const groups = new Map<number, Document[]>();
    for (const doc of found) {
      const key = Math.floor(Number(doc[field]) / step) * step;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [doc]);
      else group.push(doc);
    }
    return { buckets: [...groups].sort(([a], [b]) => a - b).map(([key, docs]) => ({ key, ...bucket(docs, agg) })) };
  };
  return Object.fromEntries(Object.entries(aggs).map(([name, agg]) => [name, one(agg)]));
}

const cut = new Map<string, string[]>();

/** As the standard analyzer cuts it. What was cut once is kept, as an index does. */
function words(text: string): string[] {
  const known = cut.get(text) ?? text.toLowerCase().match(/[\p{L}\p{N}_]+(?:['.][\p{L}\p{N}_]+)*/gu) ?? [];
  cut.set(text, known);
  return known;
}

const analyzed = new WeakMap<Document, Map<string, string>>();

/** The words of a field between blanks; they are kept, as an index does. */
function tokensOf(doc: Document, field: string, type: string | undefined): string {
  const own = analyzed.get(doc) ?? new Map<string, string>();
  analyzed.set(doc, own);
  const known = own.get(field);
  if (known !== undefined) return known;
  const text = String(doc[field]);
  const tokens = ` ${type === 'text' ? words(text).join(' ') : text} `;
  own.set(field, tokens);
  return tokens;
}

function matches(doc: Document, clause: Clause, mapping: Readonly<Record<string, string>>): boolean {
  const [[kind, given] = ['', {}]] = Object.entries(clause);
  const [[field, value] = ['', undefined]] = Object.entries(given as Record<string, unknown>);
  const own = doc[field];
  const tokens = () => tokensOf(doc, field, mapping[field]);
  switch (kind) {
    case 'bool': {
      const { filter = [], should, must_not = [] } = given as Record<string, Clause[] | undefined>;
      const fits = (one: Clause) => matches(doc, one, mapping);
      return !must_not.some(fits) && filter.every(fits) && (should?.some(fits) ?? true);
    }
    case 'range': {
      const { gte = -Infinity, gt = -Infinity, lt = Infinity, lte = Infinity } = value as Record<string, number>;
      return own !== undefined && Number(own) >= gte && Number(own) > gt && Number(own) < lt && Number(own) <= lte;
    }
    case 'terms':
      return own !== undefined && (value as unknown[]).map(String).includes(String(own));
    case 'term':
      return String(own) === String(value);
    case 'exists':
      return doc[String(value)] !== undefined;
    case 'match':
      return own !== undefined && words(String(value)).some((word) => tokens().includes(` ${word} `));
    case 'match_phrase':
      return own !== undefined && tokens().includes(` ${words(String(value)).join(' ')} `);
    default:
      throw new Error(`unknown query [${kind}]`);
  }
}
