import { secret } from '@incidentfox/secrets';
import { z } from 'zod';
import { address, commonSettings } from '../vendor-http/connection-settings.ts';

/** `tools.github`: github.com, or GitHub Enterprise Server with `https://host/api/v3`. */
export const githubSettings = z.strictObject({
  ...commonSettings,
  url: address().default('https://api.github.com'),
  token: secret()
    .optional()
    .describe(
      'fine-grained token or app installation token; without one only public repositories, 60 requests an hour',
    ),
  owner: z
    .string()
    .min(1)
    .optional()
    .describe('organisation of repositories that are named like their service, and of services:discover'),
  environments: z
    .array(z.string().min(1))
    .optional()
    .describe(
      'deployment environments that count; without it all but those that look like previews, tests and staging',
    ),
  api_version: z.string().default('2022-11-28'),
});
export type GithubSettings = z.output<typeof githubSettings>;
