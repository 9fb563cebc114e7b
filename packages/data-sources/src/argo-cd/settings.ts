import { secret } from '@incidentfox/secrets';
import { z } from 'zod';
import { address, commonSettings } from '../execution/connection-settings.ts';

/** `tools.argo_cd`: one Argo CD. */
export const argoCdSettings = z.strictObject({
  ...commonSettings,
  name: z.string().min(1).optional().describe('names the instance when there are several'),
  url: address(),
  token: secret().describe('token of a local account or project role that may get applications'),
  project: z.string().min(1).optional().describe('only applications of this Argo CD project'),
  ca: z.string().optional().describe('PEM of a private certificate authority'),
});
export type ArgoCdSettings = z.output<typeof argoCdSettings>;
