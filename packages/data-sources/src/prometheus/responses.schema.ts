import { z } from 'zod';
import { listOf } from '../vendor-http/list-of.ts';
import { maxRulesRead, maxSamplesRead, maxSeriesRead } from './limits.ts';

/** Numbers come as strings; "NaN" and "+Inf" become null. */
const SampleValue = z.string().transform((text) => {
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
});

/** [epoch seconds, value]. */
const Sample = z.tuple([z.number(), SampleValue]);

const Labels = z.record(z.string(), z.string());

/** Native histograms come as `histograms` instead of `values`; queries ask for what they count, so such a series has no points. */
const MatrixSeries = z.object({ metric: Labels, values: z.array(Sample).default([]) });
export type MatrixSeries = z.output<typeof MatrixSeries>;

const VectorSample = z.object({ metric: Labels, value: Sample });
export type VectorSample = z.output<typeof VectorSample>;

const succeeded = <Data extends z.ZodType>(data: Data) =>
  z.object({
    status: z.literal('success'),
    data,
    warnings: z.array(z.string()).optional(),
    isPartial: z.boolean().optional(),
  });

export const MatrixResponse = succeeded(
  z.object({ resultType: z.literal('matrix'), result: listOf(MatrixSeries, maxSeriesRead) }),
);
export const VectorResponse = succeeded(
  z.object({ resultType: z.literal('vector'), result: listOf(VectorSample, maxSamplesRead) }),
);
export const NamesResponse = succeeded(z.array(z.string()));

const PrometheusAlert = z.object({
  labels: Labels,
  annotations: Labels.default({}),
  /** `firing` or `pending`. */
  state: z.string(),
  activeAt: z.iso.datetime({ offset: true }),
});
export type PrometheusAlert = z.output<typeof PrometheusAlert>;
export const AlertsResponse = succeeded(z.object({ alerts: listOf(PrometheusAlert) }));

/** VictoriaMetrics answers without `data`. */
export const BuildInfoResponse = z.object({
  status: z.literal('success'),
  data: z.object({ version: z.string().default('unknown') }).optional(),
});

/** Each metric with what its exporters say of it; several may differ. */
export const MetadataResponse = succeeded(
  z.record(z.string(), z.array(z.object({ type: z.string().default('unknown'), help: z.string().default('') }))),
);

const AlertingRule = z.object({
  type: z.literal('alerting'),
  name: z.string(),
  query: z.string(),
  labels: Labels.default({}),
  annotations: Labels.default({}),
  /** Those that fire or are pending. */
  alerts: z.array(z.object({ labels: Labels })).default([]),
});
export type AlertingRule = z.output<typeof AlertingRule>;
/** Recording rules and what is no rule are left out. */
export const RulesResponse = succeeded(
  z.object({ groups: z.array(z.object({ rules: listOf(AlertingRule, maxRulesRead) })) }),
);
