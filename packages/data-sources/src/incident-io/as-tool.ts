import type { Secret } from '@incidentfox/secrets';
import type { ConfiguredTool } from '../registry.ts';
import type { IncidentIoToolSettings } from './settings.ts';

/** incident.io as a source with the key of `integrations.incident_io`, so that it need not be configured twice. */
export function incidentIoAsTool(integration: { apiUrl: string; apiKey: Secret }): ConfiguredTool {
  const settings: IncidentIoToolSettings = {
    enabled: true,
    timeout_seconds: 10,
    url: integration.apiUrl,
    api_key: integration.apiKey,
    past_incident_days: 90,
  };
  return { id: 'incident_io', kind: 'incident_io', settings };
}
