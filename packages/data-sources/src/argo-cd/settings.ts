import { secret } from '@incidentfox/secrets';
import { z } from 'zod';
import { address, commonSettings } from '../vendor-http/connection-settings.ts';

/** `tools.argo_cd`: one Argo CD. */
export const argoCdSettings = z.strictObject({
  ...commonSettings,
  url: address(),
  token: secret().describe('token of a local account or project role that may get applications'),
  project: z.string().min(1).optional().describe('only applications of this Argo CD project'),
});
export type ArgoCdSettings = z.output<typeof argoCdSettings>;
