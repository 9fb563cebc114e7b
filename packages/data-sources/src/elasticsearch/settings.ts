import { secret } from '@incidentfox/secrets';
import { z } from 'zod';
import { address, commonSettings } from '../vendor-http/connection-settings.ts';
import { signedServerAuth } from '../vendor-http/server-auth.ts';

const field = z.string().regex(/^[@\w.-]+$/, 'must be a field name');

/** `tools.elasticsearch`: Elasticsearch or OpenSearch. */
export const elasticsearchSettings = z.strictObject({
  ...commonSettings,
  url: address(),
  auth: signedServerAuth,
  api_key: secret().optional().describe('the encoded key; instead of auth'),
  index_pattern: z
    .string()
    .regex(/^[^\s/?#"\\<>|]+$/, 'must be index names or patterns, joined by commas')
    .default('logs-*'),
  fields: z
    .strictObject({
      timestamp: field.default('@timestamp'),
      service: z
        .union([field, z.array(field).min(1)])
        .default([
          'service.name',
          'kubernetes.deployment.name',
          'kubernetes.container.name',
          'kubernetes.labels.app',
          'app',
          'service',
        ]),
      level: z.union([field, z.array(field).min(1)]).default(['log.level', 'level', 'severity_text', 'severity']),
      message: field.default('message'),
      host: field.default('host.name'),
      trace_id: field.default('trace.id'),
    })
    .prefault({}),
  error_levels: z
    .array(z.string().min(1))
    .min(1)
    .default(['error', 'fatal', 'critical', 'emergency', 'alert', 'panic', 'err', 'crit', 'emerg']),
  filters: z
    .record(field, z.string())
    .default({})
    .describe('terms every line must have: { "service.environment": "production" }'),
  kibana: z
    .strictObject({ url: address(), data_view_id: z.string().min(1).optional() })
    .optional()
    .describe('for links people can open'),
});
export type ElasticsearchSettings = z.output<typeof elasticsearchSettings>;
