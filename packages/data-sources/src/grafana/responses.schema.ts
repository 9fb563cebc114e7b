import { z } from 'zod';
import { listOf } from '../vendor-http/list-of.ts';

const GrafanaDatasource = z.object({
  uid: z.string().min(1),
  name: z.string(),
  /** `prometheus`, `loki`, `elasticsearch`, `grafana-opensearch-datasource`, ... */
  type: z.string(),
  /** Elasticsearch's index pattern stands here, or in `jsonData.index`. */
  database: z.string().optional(),
  jsonData: z
    .object({
      index: z.string().optional(),
      timeField: z.string().optional(),
      /** Empty where nobody set them. */
      logMessageField: z.string().optional(),
      logLevelField: z.string().optional(),
    })
    .optional()
    .catch(undefined),
});
export type GrafanaDatasource = z.output<typeof GrafanaDatasource>;
export const DatasourcesResponse = listOf(GrafanaDatasource);

const Annotation = z.object({
  id: z.number(),
  /** Epoch milliseconds. */
  time: z.number(),
  timeEnd: z.number().optional(),
  text: z.string().default(''),
  tags: z
    .array(z.string())
    .nullish()
    .transform((tags) => tags ?? []),
  dashboardUID: z.string().nullish(),
  login: z.string().optional(),
});
export type Annotation = z.output<typeof Annotation>;
export const AnnotationsResponse = listOf(Annotation);

const Labels = z.record(z.string(), z.string());
const GrafanaAlert = z.object({
  labels: Labels,
  annotations: Labels.nullish().transform((annotations) => annotations ?? {}),
  /** `Alerting`, `Alerting (NoData)`, `Pending`, `Normal`, ... */
  state: z.string(),
  activeAt: z.iso.datetime({ offset: true }),
});
export type GrafanaAlert = z.output<typeof GrafanaAlert>;
export const AlertsResponse = z.object({
  status: z.literal('success'),
  data: z.object({ alerts: listOf(GrafanaAlert) }),
});
