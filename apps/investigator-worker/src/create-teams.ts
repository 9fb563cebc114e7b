import type { Settings, TeamSettings } from '@incidentfox/config';
import { type ConfiguredTool, createDataSources, incidentIoAsTool } from '@incidentfox/data-sources';
import { createIncidentIo } from '@incidentfox/incident-io/api';
import { renewSecrets } from '@incidentfox/secrets';
import type { Team } from './team.ts';

export interface Teams {
  /** The team as configured now; undefined when the configuration has none of that name (any more). */
  find(id: string): Team | undefined;
  close(): Promise<void>;
}

/**
 * The teams with their clients. Clients are built when a team is first asked for and anew after its configuration changed;
 * a run that began with the old ones keeps them.
 */
export function createTeams(settings: () => Settings, now: () => number): Teams {
  const built = new Map<TeamSettings, Team>();
  return {
    find: (id) => {
      const current = settings().teams.find((team) => team.id === id);
      if (!current) return undefined;
      const team = built.get(current) ?? createTeam(current, now);
      built.set(current, team);
      return team;
    },
    close: async () => {
      await Promise.all([...built.values()].map((team) => team.incidentIo.close()));
    },
  };
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
