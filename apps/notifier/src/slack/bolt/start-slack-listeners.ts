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
}

/**
 * Starts receiving requests for every team whose Slack can call us at the start. One team answers at `/slack/events`; several have an address
 * each, `/slack/events/<team>`. Secrets and services are read from the current configuration.
 */
export async function startSlackListeners(deps: SlackListenersDeps): Promise<SlackListener[]> {
  const { teams } = deps.settings();
  const reachable = teams.filter(({ id }) => deps.teams.get(id)?.slack?.interactive);
  return Promise.all(
    reachable.map((team) =>
      startListener(team, teams.length === 1 ? '/slack/events' : `/slack/events/${team.id}`, deps),
    ),
  );
}

async function startListener(team: TeamSettings, path: string, deps: SlackListenersDeps): Promise<SlackListener> {
  const current = () => deps.teams.get(team.id);
  const { appToken, apiUrl } = team.slack;
  const secret = (name: 'botToken' | 'signingSecret') => () => {
    const value = current()?.settings.slack[name]?.reveal();
    if (!value) throw new Error(`team ${team.id} has no Slack ${name} any more`);
    return value;
  };
  return startSlackListener({
    app: deps.app,
    path,
    apiUrl,
    appToken: appToken && (() => appToken.reveal()),
    signingSecret: secret('signingSecret'),
    botToken: secret('botToken'),
    logger: deps.logger,
    workspace: () => current()?.slack?.workspace ?? null,
    services: () => current()?.settings.services ?? [],
    enqueue: async (incoming) => {
      await deps.producer.add(answerSlackRequest, { team: team.id, receivedAt: Date.now(), ...incoming });
    },
  });
}
