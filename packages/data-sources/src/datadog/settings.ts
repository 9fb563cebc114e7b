import { secret } from '@incidentfox/secrets';
import { z } from 'zod';
import { address, commonSettings } from '../vendor-http/connection-settings.ts';

export const datadogSites = [
  'datadoghq.com',
  'us3.datadoghq.com',
  'us5.datadoghq.com',
  'datadoghq.eu',
  'ap1.datadoghq.com',
  'ap2.datadoghq.com',
  'uk1.datadoghq.com',
  'ddog-gov.com',
] as const;

/** `tools.datadog`: one organisation. */
export const datadogSettings = z.strictObject({
  ...commonSettings,
  site: z.enum(datadogSites).default('datadoghq.com'),
  url: address().optional().describe('API address instead of the one of the site, for a proxy'),
  api_key: secret(),
  app_key: secret().describe(
    'application key with timeseries_query, logs_read_data, monitors_read, events_read, apm_read',
  ),
  environment: z
    .string()
    .regex(/^[\p{L}\p{N}_\-./]+$/u, 'must be a tag value')
    .optional()
    .describe('value of the env tag; needed for service dependencies'),
});
export type DatadogSettings = z.output<typeof datadogSettings>;
