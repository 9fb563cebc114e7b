import { z } from 'zod';
import { listOf } from '../vendor-http/list-of.ts';

const Labels = z.record(z.string(), z.string());

const GettableAlert = z.object({
  labels: Labels,
  annotations: Labels.default({}),
  fingerprint: z.string(),
  startsAt: z.iso.datetime({ offset: true }),
  generatorURL: z.string().optional(),
  status: z.object({
    /** `active`, `suppressed` or `unprocessed`. */
    state: z.string(),
    silencedBy: z.array(z.string()).default([]),
    inhibitedBy: z.array(z.string()).default([]),
  }),
});
export type GettableAlert = z.output<typeof GettableAlert>;

export const AlertsResponse = listOf(GettableAlert);

export const StatusResponse = z.object({
  versionInfo: z.object({ version: z.string() }),
  cluster: z.object({ status: z.string() }).optional(),
});
