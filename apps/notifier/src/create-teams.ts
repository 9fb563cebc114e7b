import { perTeam, type Settings, type TeamSettings } from '@incidentfox/config';
import { createIncidentIo } from '@incidentfox/incident-io/api';
import type { NotifierTeam } from './notifier-deps.ts';
import { connectWorkspace, type WorkspaceOptions } from './slack/client/connect-workspace.ts';
import { createPace, type Pace, type PaceLimits } from './slack/pace.ts';

export interface NotifierTeams {
  /** The team as configured now; undefined when the configuration has none of that name (any more). */
  get(id: string): NotifierTeam | undefined;
  close(): Promise<void>;
}

/**
 * The teams with their clients, built when first asked for and anew after their configuration changed. What a team has sent
 * Slack lately is remembered over such a change.
 */
export function createTeams(
  settings: () => Settings,
  options: { pace: PaceLimits; now: () => number; onSlackCall: NonNullable<WorkspaceOptions['onCall']> },
): NotifierTeams {
  const paces = new Map<string, Pace>();
  const paceOf = (id: string): Pace => {
    const pace = paces.get(id) ?? createPace(options.now, options.pace);
    paces.set(id, pace);
    return pace;
  };
  const teams = perTeam(settings, {
    build: (team) => createTeam(team, paceOf(team.id), options.onSlackCall),
    close: async (team) => team.incidentIo?.close(),
  });
  return { get: teams.find, close: teams.close };
}

function createTeam(settings: TeamSettings, pace: Pace, onCall: NonNullable<WorkspaceOptions['onCall']>): NotifierTeam {
  const { botToken, signingSecret, appToken, apiUrl, enabled } = settings.slack;
  const { apiKey, postToChannel, apiUrl: incidentIoUrl } = settings.incidentIo;
  const workspace = botToken && {
    token: () => botToken.reveal(),
    renewToken: () => botToken.renew(),
  };
  return {
    settings,
    slack:
      enabled && postToChannel && workspace
        ? {
            workspace: connectWorkspace({ apiUrl, ...workspace, onCall }),
            pace,
            interactive: signingSecret !== null || appToken !== null,
          }
        : null,
    incidentIo: apiKey
      ? createIncidentIo({ apiUrl: incidentIoUrl, apiKey: () => apiKey.reveal(), onUnauthorized: () => apiKey.renew() })
      : null,
  };
}
