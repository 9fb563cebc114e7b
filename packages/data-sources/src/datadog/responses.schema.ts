import { z } from 'zod';
import { listOf } from '../vendor-http/list-of.ts';

const text = z.string().nullish();
const amount = z.number().nullable();

const DatadogUnit = z.object({ family: text, name: text, scale_factor: z.number().nullish() });
export type DatadogUnit = z.output<typeof DatadogUnit>;

/** One column of values per series; `query_index` says which formula it answers. Times are epoch ms. */
export const TimeseriesResponse = z.object({
  data: z.object({
    attributes: z.object({
      series: z.array(
        z.object({
          query_index: z.number().default(0),
          group_tags: z.array(z.string()).nullish(),
          /** The unit, and the one it is divided by. */
          unit: z.array(DatadogUnit.nullable()).nullish(),
        }),
      ),
      times: z.array(z.number()),
      values: z.array(z.array(amount)),
    }),
  }),
});
export type Timeseries = z.output<typeof TimeseriesResponse>['data']['attributes'];

const meta = z.object({ status: text, warnings: z.array(z.object({ title: text, detail: text })).nullish() }).nullish();

const Bucket = z.object({
  /** The value of each facet it was grouped by. */
  by: z.record(z.string(), z.unknown()).default({}),
  /** A number, or a list of points when a timeseries was asked. */
  computes: z.record(z.string(), z.union([z.number(), z.array(z.object({ time: z.string(), value: z.number() }))])),
});
export const LogCountsResponse = z.object({ data: z.object({ buckets: z.array(Bucket) }), meta });

const DatadogLog = z.object({
  attributes: z.object({
    timestamp: z.string(),
    status: text,
    host: text,
    message: text,
    attributes: z.record(z.string(), z.unknown()).nullish(),
  }),
});
export type DatadogLog = z.output<typeof DatadogLog>;
const page = z.object({ status: text, page: z.object({ after: text }).nullish() }).nullish();
export const LogsResponse = z.object({ data: listOf(DatadogLog), meta: page });

const group = z.object({
  name: text,
  status: text,
  last_triggered_ts: z.number().nullish(),
  last_resolved_ts: z.number().nullish(),
});
const Monitor = z.object({
  id: z.number(),
  name: z.string(),
  type: text,
  overall_state: text,
  overall_state_modified: text,
  message: text,
  priority: z.number().nullish(),
  tags: z.array(z.string()).nullish(),
  state: z.object({ groups: z.record(z.string(), group).nullish() }).nullish(),
});
export type Monitor = z.output<typeof Monitor>;
export const MonitorsResponse = listOf(Monitor);

const Event = z.object({
  id: z.string(),
  attributes: z.object({
    timestamp: z.union([z.string(), z.number()]),
    message: text,
    tags: z.array(z.string()).nullish(),
    attributes: z
      .object({ title: text, service: text, evt: z.object({ source_id: z.unknown().optional() }).nullish() })
      .nullish(),
  }),
});
export type DatadogEvent = z.output<typeof Event>;
export const EventsResponse = z.object({ data: listOf(Event), meta: page });

const Deployment = z.object({
  id: z.string(),
  attributes: z.object({
    service: z.string(),
    started_at: z.union([z.string(), z.number()]),
    finished_at: z.union([z.string(), z.number()]).nullish(),
    version: text,
    env: text,
    git: z.object({ commit_sha: text, repository_url: text }).nullish(),
  }),
});
export type DatadogDeployment = z.output<typeof Deployment>;
export const DeploymentsResponse = z.object({ data: listOf(Deployment) });

export const DependenciesResponse = z
  .object({ calls: z.array(z.string()).nullish(), called_by: z.array(z.string()).nullish() })
  .refine(
    ({ calls, called_by: calledBy }) => calls !== undefined || calledBy !== undefined,
    'neither calls nor called_by',
  );
export const AllDependenciesResponse = z.record(z.string(), z.object({ calls: z.array(z.string()).nullish() }));
export const ValidResponse = z.object({ valid: z.boolean() });
