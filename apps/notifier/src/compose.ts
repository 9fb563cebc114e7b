import type { Environment, Settings, TeamSettings } from '@incidentfox/config';
import { createIncidentIo } from '@incidentfox/incident-io/api';
import { connectStores } from '@incidentfox/investigations';
import { answerSlackRequest, type JobProducer, queues } from '@incidentfox/jobs';
import { connectProducer, startConsumer } from '@incidentfox/jobs/bullmq';
import { createMetrics, type Logger, mountHealth, type RunningService } from '@incidentfox/service-runtime';
import express, { type Express } from 'express';
import { type NotifierTools, type Team, type Timings, usualTimings } from './notifier-tools.ts';
import { onAnswerSlackRequest } from './on-answer-slack-request.ts';
import { onUpdateSlack } from './on-update-slack.ts';
import { onWriteTimelineEntry } from './on-write-timeline-entry.ts';
import { serve } from './server.ts';
import { openSlackDoor } from './slack/bolt/slack-door.ts';
import { connectWorkspace } from './slack/connect-workspace.ts';
import { createPace, type PaceLimits, usualPace } from './slack/pace.ts';

export interface NotifierOptions {
  readonly environment: Environment;
  readonly settings: Settings;
  readonly logger: Logger;
  /** For tests that cannot wait as long as people can. */
  readonly timings?: Partial<Timings>;
  readonly pace?: PaceLimits;
  readonly concurrency?: number;
  readonly lockMs?: number;
}

/** Builds every client, joins them to the handlers, and starts. The one place where the notifier's parts meet. */
export async function composeNotifier(options: NotifierOptions): Promise<RunningService & { url: string }> {
  const { environment, settings, logger } = options;
  const { redisUrl, prefix } = environment;
  const closers: (() => Promise<void>)[] = [];
  const closeAll = async () => {
    for (const close of closers.reverse()) await close();
  };
  try {
    const stores = await connectStores({ redisUrl, prefix });
    closers.push(() => stores.close());
    const producer = await connectProducer({ redisUrl, prefix });
    closers.push(() => producer.close());
    const teams = new Map(settings.teams.map((team) => [team.id, composeTeam(team, options)]));
    closers.push(async () => void (await Promise.all([...teams.values()].map((team) => team.incidentIo?.close()))));
    const tools: NotifierTools = {
      teams,
      investigations: stores.investigations,
      deliveries: stores.deliveries,
      feedback: stores.feedback,
      producer,
      logger,
      now: Date.now,
      consoleUrl: environment.consoleUrl,
      timings: { ...usualTimings, ...options.timings },
    };
    const handlers = [onUpdateSlack(tools), onWriteTimelineEntry(tools), onAnswerSlackRequest(tools)];
    const consumer = await startConsumer({
      redisUrl,
      prefix,
      queue: queues.notifications,
      handlers,
      concurrency: options.concurrency ?? 20,
      logger,
      ...(options.lockMs && { lockMs: options.lockMs }),
    });
    closers.push(() => consumer.close());

    const app = express();
    app.disable('x-powered-by');
    mountHealth(app, {
      isLive: () => true,
      isReady: () => (consumer.isReady() && producer.isReady() ? true : 'the queue is not connected'),
      metrics: createMetrics('notifier'),
    });
    for (const team of teams.values()) {
      const door = await openDoor(team, { app, producer, logger, only: teams.size === 1 });
      closers.push(() => door.close());
    }
    const server = await serve(app, environment);
    closers.push(() => server.close());
    return { url: server.url, ready: `notifier at ${server.url}`, stop: closeAll };
  } catch (failure) {
    await closeAll();
    throw failure;
  }
}

function composeTeam(settings: TeamSettings, options: NotifierOptions): Team {
  const { slack, incidentIo } = settings;
  const { botToken } = slack;
  const { apiKey } = incidentIo;
  return {
    settings,
    slack:
      slack.enabled && botToken && incidentIo.postToChannel
        ? {
            workspace: connectWorkspace({ apiUrl: slack.apiUrl, token: () => botToken.reveal() }),
            pace: createPace(Date.now, options.pace ?? usualPace),
            interactive: slack.signingSecret !== null || slack.appToken !== null,
          }
        : null,
    incidentIo: apiKey ? createIncidentIo({ apiUrl: incidentIo.apiUrl, apiKey: () => apiKey.reveal() }) : null,
  };
}

/** One team answers at `/slack/events`; several have an address each, `/slack/events/<team>`. */
async function openDoor(
  team: Team,
  room: { app: Express; producer: JobProducer; logger: Logger; only: boolean },
): Promise<{ close(): Promise<void> }> {
  const { settings, slack } = team;
  const { botToken, signingSecret, appToken, apiUrl } = settings.slack;
  if (!slack?.interactive || !botToken) return { close: async () => {} };
  return openSlackDoor({
    app: room.app,
    path: room.only ? '/slack/events' : `/slack/events/${settings.id}`,
    signingSecret: signingSecret && (() => signingSecret.reveal()),
    appToken: appToken && (() => appToken.reveal()),
    apiUrl,
    botToken: () => botToken.reveal(),
    logger: room.logger,
    workspace: slack.workspace,
    services: settings.services,
    enqueue: async (incoming) => {
      await room.producer.add(answerSlackRequest, { team: settings.id, receivedAt: Date.now(), ...incoming });
    },
  });
}
