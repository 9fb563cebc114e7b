import { z } from 'zod';
import { at } from '../questions.ts';
import type { StandInReply, StandInRequest, StandInRoute } from '../stand-in.ts';

/** Epoch milliseconds of this decade; seconds do not pass. */
const ms = z.number().int().min(1.5e12).max(3e12);
const range = z.strictObject({
  range: z.strictObject({ '@timestamp': z.strictObject({ gte: ms, lt: ms, format: z.literal('epoch_millis') }) }),
});
const value = z.union([z.string(), z.number()]);
const clause: z.ZodType = z.lazy(() =>
  z.union([
    range,
    z.strictObject({ range: z.record(z.string(), z.record(z.enum(['gte', 'gt', 'lte', 'lt']), z.number())) }),
    z.strictObject({ range: z.record(z.string(), z.partialRecord(z.enum(['gte', 'gt', 'lte', 'lt']), z.number())) }),
    z.strictObject({ terms: z.record(z.string(), z.array(value)) }),
    z.strictObject({ term: z.record(z.string(), value) }),
    z.strictObject({ match: z.record(z.string(), z.string()) }),
    z.strictObject({ match_phrase: z.record(z.string(), z.string()) }),
    z.strictObject({ wildcard: z.record(z.string(), z.strictObject({ value: z.string() })) }),
    z.strictObject({ exists: z.strictObject({ field: z.string() }) }),
    z.strictObject({
      bool: z.strictObject({
        filter: z.array(clause).optional(),
        should: z.array(clause).min(1).optional(),
        must_not: z.array(clause).optional(),
        minimum_should_match: z.literal(1).optional(),
      }),
    }),
  ]),
);
const query = z.strictObject({ bool: z.strictObject({ filter: z.array(clause).min(1) }) });
const errorsWithin = z.strictObject({ errors: z.strictObject({ filter: clause }) });

const placeBody = z.strictObject({
  size: z.literal(0),
  track_total_hits: z.boolean(),
  timeout: z.string().regex(/^\d+ms$/),
  query,
  aggs: z.strictObject({
    places: z.strictObject({ terms: z.strictObject({ field: z.string(), size: z.number().int().max(100) }) }),
  }),
});

const countBody = z.strictObject({
  size: z.literal(0),
  track_total_hits: z.boolean(),
  timeout: z.string().regex(/^\d+ms$/),
  query,
  aggs: z.strictObject({
    per_bucket: z.strictObject({
      date_histogram: z.strictObject({
        field: z.literal('@timestamp'),
        fixed_interval: z.string().regex(/^\d+ms$/),
        min_doc_count: z.number(),
      }),
      aggs: errorsWithin,
    }),
    per_window: z.strictObject({
      filters: z.strictObject({ filters: z.record(z.string(), range) }),
      aggs: errorsWithin,
    }),
  }),
});
const lineBody = z.strictObject({
  size: z.number().int().min(1).max(10_000),
  track_total_hits: z.boolean(),
  timeout: z.string().regex(/^\d+ms$/),
  _source: z.literal(false),
  fields: z.array(z.strictObject({ field: z.string(), format: z.literal('epoch_millis').optional() })),
  query,
  sort: z.array(
    z.strictObject({
      '@timestamp': z.strictObject({ order: z.enum(['asc', 'desc']), unmapped_type: z.literal('date') }),
    }),
  ),
});
type Count = z.output<typeof countBody>;

const forgiving = { ignore_unavailable: z.literal('true'), allow_no_indices: z.literal('true') };

export interface Cluster {
  readonly known: boolean;
  /** What the mapping has; by default ECS keywords. */
  readonly fields?: Readonly<Record<string, string>>;
  /** A line for each value of a field that says where it comes from. */
  readonly places?: { readonly field: string; readonly values: readonly string[] };
  readonly trouble?: { timed_out?: boolean; failedShards?: number };
}

const ecs = {
  '@timestamp': 'date',
  message: 'text',
  'service.name': 'keyword',
  'log.level': 'keyword',
  level: 'text',
  'level.keyword': 'keyword',
};

/** Elasticsearch's search API as documented, with lines of the checkout service or of none. */
export function elasticsearchRoutes(cluster: Cluster): StandInRoute[] {
  const mapping = cluster.fields ?? ecs;
  return [
    {
      method: 'GET',
      path: '/',
      answer: () => ({
        body: {
          name: 'n',
          cluster_name: 'c',
          version: { number: '9.2.0', build_flavor: 'default' },
          tagline: 'You Know, for Search',
        },
      }),
    },
    {
      method: 'GET',
      path: '/:index/_field_caps',
      query: z.strictObject({ ...forgiving, fields: z.string().min(1) }),
      answer: ({ query }) => ({
        body: { indices: ['logs-app'], fields: capsOf(mapping, String(query.fields).split(',')) },
      }),
    },
    {
      method: 'POST',
      path: '/:index/_search',
      query: z.strictObject(forgiving),
      body: z.union([countBody, lineBody, placeBody]),
      answer: (request) => search(request, cluster),
    },
  ];
}

function capsOf(mapping: Readonly<Record<string, string>>, asked: readonly string[]) {
  const there = asked.flatMap((field) => (mapping[field] === undefined ? [] : [[field, mapping[field]] as const]));
  return Object.fromEntries(
    there.map(([field, type]) => [
      field,
      { [type]: { type, metadata_field: false, searchable: true, aggregatable: type !== 'text' } },
    ]),
  );
}

function search({ body }: StandInRequest, { known, trouble = {}, places }: Cluster): StandInReply {
  const asked = body as Count;
  const text = JSON.stringify(asked.query);
  const found = known && /"(resource\.)?service\.name(\.keyword)?":\["(checkout-service|checkout|cart)"/.test(text);
  const [errors, lines] = [{ doc_count: 3 }, 40];
  const shards = {
    total: 5,
    successful: 5 - (trouble.failedShards ?? 0),
    skipped: 0,
    failed: trouble.failedShards ?? 0,
  };
  const answer = { took: 3, timed_out: trouble.timed_out ?? false, _shards: shards };
  const here = found ? placesIn(asked.query, places) : [];
  if (asked.aggs !== undefined && 'places' in asked.aggs) {
    const buckets = here.map((key) => ({ key, doc_count: 1 }));
    return { body: { ...answer, hits: { max_score: null, hits: [] }, aggregations: { places: { buckets } } } };
  }
  if (asked.size > 0)
    return { body: { ...answer, hits: { max_score: null, hits: here.map((place) => hit(text, place)) } } };
  const windows = Object.keys(asked.aggs.per_window.filters.filters);
  return {
    body: {
      ...answer,
      hits: { max_score: null, hits: [] },
      aggregations: {
        per_bucket: { buckets: found ? [{ key_as_string: 'x', key: at(-30), doc_count: lines, errors }] : [] },
        per_window: {
          buckets: Object.fromEntries(
            windows.map((name) => [
              name,
              found ? { doc_count: lines, errors } : { doc_count: 0, errors: { doc_count: 0 } },
            ]),
          ),
        },
      },
    },
  };
}

const hit = (text: string, place = '') => ({
  _index: 'logs-app',
  _id: 'x',
  _score: null,
  sort: [1],
  fields: {
    '@timestamp': [String(/"gte":(\d+)/.exec(text)?.[1])],
    message: [place === '' ? 'upstream connect error' : `upstream connect error in ${place}`],
    'log.level': ['ERROR'],
    body: ['upstream connect error'],
    'host.name': ['node-1'],
    'trace.id': ['4bf92f3577b34da6'],
  },
});

/** The places of which a search finds lines; one without a name where they are not told apart. */
function placesIn(asked: unknown, places: Cluster['places']): readonly string[] {
  if (places === undefined) return [''];
  const { filter } = (asked as { bool: { filter: Record<string, unknown>[] } }).bool;
  const valuesOf = (clause: unknown) => (clause as { terms?: Record<string, string[]> })?.terms?.[places.field];
  return places.values.filter((value) =>
    filter.every((clause) => {
      const wanted = valuesOf(clause);
      const [refused] = ((clause.bool as { must_not?: unknown[] })?.must_not ?? []).map(valuesOf);
      return (wanted?.includes(value) ?? true) && !(refused?.includes(value) ?? false);
    }),
  );
}
