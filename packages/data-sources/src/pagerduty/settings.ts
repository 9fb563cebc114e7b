import { secret } from '@incidentfox/secrets';
import { z } from 'zod';
import { address, commonSettings } from '../vendor-http/connection-settings.ts';

/** `tools.pagerduty`: one account; `https://api.eu.pagerduty.com` in the EU. */
export const pagerdutySettings = z.strictObject({
  ...commonSettings,
  url: address().default('https://api.pagerduty.com'),
  api_key: secret().describe('read-only REST API key'),
});
export type PagerdutySettings = z.output<typeof pagerdutySettings>;
