import { z } from 'zod';
import { address, commonSettings } from '../vendor-http/connection-settings.ts';
import { signedServerAuth } from '../vendor-http/server-auth.ts';
import { configuredMetric } from './written/configured-metric.ts';

const labelName = z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, 'must be a Prometheus label name');

/** `tools.prometheus`: Prometheus, Mimir, Thanos, VictoriaMetrics, Grafana Cloud Metrics. */
export const prometheusSettings = z.strictObject({
  ...commonSettings,
  url: address().describe('with the base path: https://mimir.example/prometheus'),
  auth: signedServerAuth,
  tenant: z.string().min(1).optional().describe('X-Scope-OrgID of Mimir'),
  public_url: address().optional().describe('where people open it, when that differs from url'),
  service_label: z
    .union([labelName, z.array(labelName)])
    .optional()
    .describe('labels that hold the service, instead of the usual ones'),
  matchers: z.record(labelName, z.string()).default({}).describe('labels every query must match: { cluster: "prod" }'),
  rate_window_seconds: z.number().int().min(30).max(3600).default(300).describe('at least four scrape intervals'),
  metrics: z
    .array(configuredMetric)
    .max(100)
    .default([])
    .describe(
      'signals that cannot be guessed, or are guessed wrongly: asked as they are written, instead of what is found',
    ),
});
export type PrometheusSettings = z.output<typeof prometheusSettings>;
