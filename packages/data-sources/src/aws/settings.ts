import { secret } from '@incidentfox/secrets';
import { z } from 'zod';
import { address, commonSettings } from '../vendor-http/connection-settings.ts';

/** `tools.aws`: one account in one region. */
export const awsSettings = z.strictObject({
  ...commonSettings,
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region: eu-west-1'),
  access_key_id: secret()
    .optional()
    .describe("without it the usual chain: environment, profile, container's or machine's role"),
  secret_access_key: secret().optional(),
  session_token: secret().optional(),
  ecs_cluster: z.string().min(1).optional().describe('cluster of services that are called like their ECS service'),
  url: address().optional().describe('endpoint instead of the public ones, for all three services'),
});
export type AwsSettings = z.output<typeof awsSettings>;
