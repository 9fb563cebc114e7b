import { secret } from '@incidentfox/secrets';
import { z } from 'zod';
import { address, commonSettings } from '../vendor-http/connection-settings.ts';

/** `tools.github`: github.com, or GitHub Enterprise Server with `https://host/api/v3`. */
export const githubSettings = z
  .strictObject({
    ...commonSettings,
    url: address().default('https://api.github.com'),
    token: secret()
      .optional()
      .describe(
        'fine-grained token or app installation token; without one only public repositories, 60 requests an hour',
      ),
    app_id: z
      .union([z.string().min(1), z.number().int().positive()])
      .optional()
      .describe('GitHub App instead of a token: its App ID or client ID'),
    private_key: secret().optional().describe('PEM of a private key of that App'),
    installation_id: z
      .number()
      .int()
      .positive()
      .optional()
      .describe('where the App is installed; by default where the owner has it'),
    owner: z
      .string()
      .min(1)
      .optional()
      .describe('organisation of repositories that are named like their service, and of services discover'),
    environments: z
      .array(z.string().min(1))
      .optional()
      .describe(
        'deployment environments that count; without it all but those that look like previews, tests and staging',
      ),
    api_version: z.string().default('2022-11-28'),
  })
  .refine(({ app_id: id, private_key: key }) => (id === undefined) === (key === undefined), {
    error: 'a GitHub App needs both app_id and private_key',
    path: ['private_key'],
    when: ({ issues }) => issues.length === 0,
  });
export type GithubSettings = z.output<typeof githubSettings>;
