import { z } from 'zod';
import { address, commonSettings } from '../vendor-http/connection-settings.ts';
import { serverAuth } from '../vendor-http/server-auth.ts';

const labelName = z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, 'must be a Loki label name');

/** `tools.loki`. */
export const lokiSettings = z.strictObject({
  ...commonSettings,
  url: address(),
  auth: serverAuth,
  tenant: z.string().min(1).optional().describe('X-Scope-OrgID; `a|b` for several'),
  service_label: z
    .union([labelName, z.array(labelName)])
    .optional()
    .describe('labels that hold the service, instead of the usual ones'),
  matchers: z.record(labelName, z.string()).default({}).describe('labels every query must match: { cluster: "prod" }'),
  error_filter: z
    .string()
    .min(1)
    .optional()
    .describe('RE2 expression; lines without a level that match are errors, instead of what usually looks like one'),
  grafana: z
    .strictObject({ url: address(), datasource_uid: z.string().min(1) })
    .optional()
    .describe('for links people can open'),
});
export type LokiSettings = z.output<typeof lokiSettings>;
