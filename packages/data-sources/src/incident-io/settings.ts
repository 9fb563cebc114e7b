import { secret } from '@incidentfox/secrets';
import { z } from 'zod';
import { address, commonSettings } from '../vendor-http/connection-settings.ts';

/** `tools.incident_io`: what incident.io itself knows about the incident and its services. */
export const incidentIoSettings = z.strictObject({
  ...commonSettings,
  url: address().default('https://api.incident.io'),
  api_key: secret().describe('a key with the viewer role; the one of integrations.incident_io will do'),
  dependency_attribute: z
    .string()
    .min(1)
    .optional()
    .describe('catalogue attribute that lists what a service depends on; by default any whose name contains "depend"'),
  past_incident_days: z.number().int().min(0).max(365).default(90).describe('0 leaves earlier incidents out'),
});
export type IncidentIoToolSettings = z.output<typeof incidentIoSettings>;
