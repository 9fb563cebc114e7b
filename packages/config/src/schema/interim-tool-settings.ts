import { secret } from '@incidentfox/secrets';
import { z } from 'zod';
import type { ToolSchemas } from './tools.schema.ts';

const url = z.url({ protocol: /^https?$/ });
const timeoutSeconds = z.number().positive().max(120).default(10);

/** Stands in for the data sources' own list of settings. */
export const interimToolSettings: ToolSchemas = {
  prometheus: z.strictObject({ url, timeout_seconds: timeoutSeconds }),
  loki: z.strictObject({ url, timeout_seconds: timeoutSeconds }),
  github: z.strictObject({
    url: url.default('https://api.github.com'),
    token: secret().optional(),
    timeout_seconds: timeoutSeconds,
  }),
  kubernetes: z.strictObject({
    url,
    token: secret().optional(),
    default_namespace: z.string().default('default'),
    timeout_seconds: timeoutSeconds,
  }),
};
