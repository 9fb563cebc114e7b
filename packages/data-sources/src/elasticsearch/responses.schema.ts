import { z } from 'zod';
import { listOf } from '../vendor-http/list-of.ts';

/** Values of the fields asked for; every one is a list. */
const Hit = z.object({ fields: z.record(z.string(), z.array(z.unknown())).default({}) });
export type Hit = z.output<typeof Hit>;

/** Among the lines of a bucket, those that are errors. */
const errors = z.object({ doc_count: z.number() }).optional();
const Bucket = z.object({ key: z.number(), doc_count: z.number(), errors });

export const SearchResponse = z.object({
  timed_out: z.boolean(),
  _shards: z.object({ total: z.number(), failed: z.number() }),
  hits: z.object({ total: z.object({ value: z.number() }).optional(), hits: listOf(Hit) }),
  aggregations: z
    .object({
      per_bucket: z.object({ buckets: listOf(Bucket) }).optional(),
      per_window: z.object({ buckets: z.record(z.string(), z.object({ doc_count: z.number(), errors })) }).optional(),
      places: z.object({ buckets: listOf(z.object({ key: z.string() })) }).optional(),
      services: z.object({ buckets: listOf(z.object({ key: z.string() })) }).optional(),
    })
    .optional(),
});
export type SearchResponse = z.output<typeof SearchResponse>;

/** Field -> type -> what can be done with it. */
export const FieldCapsResponse = z.object({
  indices: z.union([z.array(z.string()), z.string()]).default([]),
  fields: z.record(
    z.string(),
    z.record(z.string(), z.object({ searchable: z.boolean().default(true), aggregatable: z.boolean().default(false) })),
  ),
});
export type FieldCapsResponse = z.output<typeof FieldCapsResponse>;

export const RootResponse = z.object({
  version: z.object({ number: z.string(), distribution: z.string().default('elasticsearch') }),
});
