import { z } from 'zod';
import { address, commonSettings } from '../vendor-http/connection-settings.ts';
import { signedServerAuth } from '../vendor-http/server-auth.ts';

/** `tools.alertmanager`: Prometheus Alertmanager, also Mimir's (`https://mimir.example/alertmanager`). */
export const alertmanagerSettings = z.strictObject({
  ...commonSettings,
  url: address().describe('with the route prefix, without /api/v2'),
  auth: signedServerAuth,
  tenant: z.string().min(1).optional().describe('X-Scope-OrgID of Mimir'),
  public_url: address().optional().describe('where people open it, when that differs from url'),
  filter: z.array(z.string().min(1)).default([]).describe('matchers every alert must fulfil: ["cluster=\\"prod\\""]'),
});
export type AlertmanagerSettings = z.output<typeof alertmanagerSettings>;
