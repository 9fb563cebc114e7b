import { secret } from '@incidentfox/secrets';
import { z } from 'zod';
import { address, commonSettings } from '../vendor-http/connection-settings.ts';
import { signedServerAuth } from '../vendor-http/server-auth.ts';

const field = z.string().regex(/^[@\w./-]+$/, 'must be a field name');
const fields = z.union([field, z.array(field).min(1)]);

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
      timestamp: fields.default(['@timestamp', 'timestamp', 'time', '@t']),
      service: fields.default([
        'service.name',
        'kubernetes.deployment.name',
        'kubernetes.labels.app_kubernetes_io/name',
        'kubernetes.labels.app.kubernetes.io/name',
        'kubernetes.labels.app_kubernetes_io_name',
        'kubernetes.container.name',
        'kubernetes.container_name',
        'kubernetes.labels.app',
        'resource.attributes.service.name',
        'resource.service.name',
        'service_name',
        'app',
        'service',
      ]),
      level: fields.default([
        'log.level',
        'level',
        'severity_text',
        'severityText',
        'severity',
        'levelname',
        'loglevel',
        'lvl',
        '@l',
        'severity_number',
        'severityNumber',
        'log.syslog.severity.code',
      ]),
      message: fields.default(['message', 'msg', 'body', 'log', '@m', '@mt', 'event.original']),
      host: fields.default(['kubernetes.pod.name', 'kubernetes.pod_name', 'k8s.pod.name', 'host.name', 'hostname']),
      trace_id: fields.default(['trace.id', 'trace_id', 'traceId']),
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
