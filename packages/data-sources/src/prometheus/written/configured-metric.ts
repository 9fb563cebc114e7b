import type { Signal, Unit } from '@incidentfox/incident';
import { z } from 'zod';

const signals = [
  'request_rate',
  'error_rate',
  'error_ratio',
  'availability',
  'latency_p50',
  'latency_p95',
  'latency_p99',
  'latency_mean',
  'cpu',
  'memory',
  'disk',
  'network',
  'saturation',
  'queue_age',
  'queue_length',
  'miss_ratio',
  'restarts',
  'custom',
] as const satisfies readonly Signal[];

/** What people call units, with ours and how many of ours one is. */
const units = {
  s: { unit: 's', scale: 1 },
  ms: { unit: 's', scale: 0.001 },
  us: { unit: 's', scale: 1e-6 },
  ratio: { unit: 'ratio', scale: 1 },
  percent: { unit: 'ratio', scale: 0.01 },
  '1/s': { unit: '1/s', scale: 1 },
  '1/min': { unit: '1/s', scale: 1 / 60 },
  count: { unit: 'count', scale: 1 },
  bytes: { unit: 'By', scale: 1 },
  'bytes/s': { unit: 'By/s', scale: 1 },
  cores: { unit: 'cores', scale: 1 },
  '1': { unit: '1', scale: 1 },
} as const satisfies Record<string, { unit: Unit; scale: number }>;
type UnitName = keyof typeof units;

/** One of `tools.prometheus.metrics`: what a team says a signal of its services is. */
export const configuredMetric = z.strictObject({
  signal: z.enum(signals).describe('what it measures'),
  query: z
    .string()
    .min(1)
    .max(2_000)
    .describe('PromQL that gives one series; $service is replaced by the name of the service that is asked about'),
  unit: z.enum(Object.keys(units) as [UnitName, ...UnitName[]]).describe('what its values count'),
  service: z.string().min(1).optional().describe('only of this service of the catalogue; without it, of every service'),
});
export type ConfiguredMetric = z.output<typeof configuredMetric>;

export const unitOf = ({ unit }: ConfiguredMetric): { readonly unit: Unit; readonly scale: number } => units[unit];
