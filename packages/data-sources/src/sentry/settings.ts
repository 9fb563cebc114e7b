import { secret } from '@incidentfox/secrets';
import { z } from 'zod';
import { address, commonSettings } from '../vendor-http/connection-settings.ts';

/** `tools.sentry`: sentry.io (also `https://de.sentry.io`) or self-hosted. */
export const sentrySettings = z.strictObject({
  ...commonSettings,
  url: address().default('https://sentry.io'),
  token: secret().describe('organisation token with event:read, project:read, org:read'),
  organization: z.string().min(1).describe("the organisation's slug"),
  environment: z.string().min(1).optional().describe('only errors and deploys of this environment'),
});
export type SentrySettings = z.output<typeof sentrySettings>;
