import type { Settings, TeamSettings } from '@incidentfox/config';
import { answerSlackRequest, type JobProducer } from '@incidentfox/jobs';
import type { Logger } from '@incidentfox/service-runtime';
import type { Express } from 'express';
import type { NotifierTeams } from '../../create-teams.ts';
import { type SlackListener, startSlackListener } from './start-slack-listener.ts';

export interface SlackListenersDeps {
  readonly app: Express;
  readonly producer: JobProducer;
  readonly logger: Logger;
  readonly teams: NotifierTeams;
  readonly settings: () => Settings;
  readonly socketRetryMs?: { readonly min: number; readonly max: number };
}

export interface TeamListener extends SlackListener {
  readonly team: string;
}

/**
 * Starts receiving requests for every team whose Slack can call us at the start. One team answers at `/slack/events`; several have an address
 * each, `/slack/events/<team>`. Secrets and services are read from the current configuration.
 */
export function startSlackListeners(deps: SlackListenersDeps): TeamListener[] {
  const { teams } = deps.settings();
  const reachable = teams.filter(({ id }) => deps.teams.get(id)?.slack?.interactive);
  return reachable.map((team) => ({
    team: team.id,
    ...startListener(team, teams.length === 1 ? '/slack/events' : `/slack/events/${team.id}`, deps),
  }));
}

function startListener(team: TeamSettings, path: string, deps: SlackListenersDeps): SlackListener {
  const current = () => deps.teams.get(team.id);
  const { appToken, apiUrl } = team.slack;
  const secret = (name: 'botToken' | 'signingSecret' | 'appToken') => () => {
    const value = current()?.settings.slack[name]?.reveal();
    if (!value) throw new Error(`team ${team.id} has no Slack ${name} any more`);
    return value;
  };
  return startSlackListener({
    app: deps.app,
    path,
    apiUrl,
    appToken: appToken && secret('appToken'),
    signingSecret: secret('signingSecret'),
    botToken: secret('botToken'),
    logger: deps.logger,
    team: team.id,
    ...(deps.socketRetryMs && { socketRetryMs: deps.socketRetryMs }),
    workspace: () => current()?.slack?.workspace ?? null,
    services: () => current()?.settings.services ?? [],
    enqueue: async (incoming) => {
      await deps.producer.add(answerSlackRequest, { team: team.id, receivedAt: Date.now(), ...incoming });
    },
  });
}
