import type { Settings, TeamSettings } from '@incidentfox/config';
import { answerSlackRequest, type JobProducer } from '@incidentfox/jobs';
import type { Logger } from '@incidentfox/service-runtime';
import type { Express } from 'express';
import type { NotifierTeams } from './create-teams.ts';
import { openSlackDoor, type SlackDoor } from './slack/bolt/slack-door.ts';

export interface ListenersDeps {
  readonly app: Express;
  readonly producer: JobProducer;
  readonly logger: Logger;
  readonly teams: NotifierTeams;
  readonly settings: () => Settings;
}

/**
 * Slack's way in for every team that has one at the start. One team answers at `/slack/events`; several have an address
 * each, `/slack/events/<team>`. Secrets and services are those of the configuration of the moment.
 */
export async function openDoors(room: ListenersDeps): Promise<SlackDoor[]> {
  const { teams } = room.settings();
  const reachable = teams.filter(({ id }) => room.teams.get(id)?.slack?.interactive);
  return Promise.all(
    reachable.map((team) => openDoor(team, teams.length === 1 ? '/slack/events' : `/slack/events/${team.id}`, room)),
  );
}

async function openDoor(team: TeamSettings, path: string, room: ListenersDeps): Promise<SlackDoor> {
  const now = () => room.teams.get(team.id);
  const { appToken, apiUrl } = team.slack;
  const secret = (name: 'botToken' | 'signingSecret') => () => {
    const value = now()?.settings.slack[name]?.reveal();
    if (!value) throw new Error(`team ${team.id} has no Slack ${name} any more`);
    return value;
  };
  return openSlackDoor({
    app: room.app,
    path,
    apiUrl,
    appToken: appToken && (() => appToken.reveal()),
    signingSecret: secret('signingSecret'),
    botToken: secret('botToken'),
    logger: room.logger,
    workspace: () => now()?.slack?.workspace ?? null,
    services: () => now()?.settings.services ?? [],
    enqueue: async (incoming) => {
      await room.producer.add(answerSlackRequest, { team: team.id, receivedAt: Date.now(), ...incoming });
    },
  });
}
