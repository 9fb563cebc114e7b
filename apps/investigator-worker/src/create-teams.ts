import { type PerTeam, perTeam, type Settings, type TeamSettings } from '@incidentfox/config';
import { type ConfiguredTool, createDataSources, incidentIoAsTool } from '@incidentfox/data-sources';
import { createIncidentIo } from '@incidentfox/incident-io/api';
import { renewSecrets } from '@incidentfox/secrets';
import type { Team } from './team.ts';

/** The teams with their clients, as configured now. */
export function createTeams(settings: () => Settings, now: () => number): PerTeam<Team> {
  return perTeam(settings, { build: (team) => createTeam(team, now), close: (team) => team.incidentIo.close() });
}

function createTeam(settings: TeamSettings, now: () => number): Team {
  const { apiKey, apiUrl } = settings.incidentIo;
  return {
    settings,
    incidentIo: createIncidentIo({
      apiUrl,
      apiKey: () => apiKey?.reveal() ?? '',
      onUnauthorized: async () => (await apiKey?.renew()) ?? false,
    }),
    sources: createDataSources(toolsOf(settings), { now, onUnauthorized: (tool) => renewSecrets(tool.settings) }),
  };
}

/** What is configured, and incident.io itself with the key it has already. */
function toolsOf({ tools, incidentIo }: TeamSettings): ConfiguredTool[] {
  const { apiKey, apiUrl } = incidentIo;
  if (apiKey === null || tools.some((tool) => tool.kind === 'incident_io')) return [...tools];
  return [...tools, incidentIoAsTool({ apiUrl, apiKey })];
}
