import { secret } from '@incidentfox/secrets';
import { z } from 'zod';
import { address, commonSettings } from '../vendor-http/connection-settings.ts';

/** `tools.gitlab`: gitlab.com or self-managed; the address without `/api/v4`. */
export const gitlabSettings = z.strictObject({
  ...commonSettings,
  url: address().default('https://gitlab.com'),
  token: secret().optional().describe('project, group or personal access token with read_api'),
  group: z
    .string()
    .min(1)
    .optional()
    .describe('group of projects that are named like their service, and of services discover'),
  environments: z
    .array(z.string().min(1))
    .optional()
    .describe('environments that count; without it all but those that look like reviews, tests and staging'),
});
export type GitlabSettings = z.output<typeof gitlabSettings>;
