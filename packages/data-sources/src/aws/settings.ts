import { z } from 'zod';
import { address, timeoutSetting, tlsSettings } from '../vendor-http/connection-settings.ts';
import { awsIdentity, awsRegion } from '../vendor-http/server-auth.ts';

/** `tools.aws`: one account in one region. */
export const awsSettings = z.strictObject({
  ...timeoutSetting,
  ...tlsSettings,
  region: awsRegion(),
  ...awsIdentity,
  ecs_cluster: z.string().min(1).optional().describe('cluster of services that are called like their ECS service'),
  url: address().optional().describe('endpoint instead of the public ones, for all services'),
});
export type AwsSettings = z.output<typeof awsSettings>;
