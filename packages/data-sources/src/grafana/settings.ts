import { secret } from '@incidentfox/secrets';
import { z } from 'zod';
import { configuredMetric } from '../prometheus/written/configured-metric.ts';
import { address, commonSettings } from '../vendor-http/connection-settings.ts';

/** `tools.grafana`: one token for everything behind Grafana. */
export const grafanaSettings = z.strictObject({
  ...commonSettings,
  url: address(),
  token: secret().describe('of a service account with the Viewer role'),
  org_id: z.number().int().positive().optional().describe('X-Grafana-Org-Id, for a token that sees several'),
  datasources: z
    .array(z.string().min(1))
    .optional()
    .describe('uids or names to use; by default all that are understood'),
  annotation_tags: z.array(z.string().min(1)).default([]).describe('tags every annotation must have'),
  rate_window_seconds: z.number().int().min(30).max(3600).default(300).describe('at least four scrape intervals'),
  metrics: z
    .array(configuredMetric)
    .max(100)
    .default([])
    .describe('signals of the Prometheus behind it that cannot be guessed: asked as they are written'),
});
export type GrafanaSettings = z.output<typeof grafanaSettings>;
