import type { Environment, WatchedSettings } from '@incidentfox/config';
import { connectStores } from '@incidentfox/investigations';
import { queues } from '@incidentfox/jobs';
import { connectProducer, startConsumer } from '@incidentfox/jobs/bullmq';
import { createMetrics, type Logger, mountHealth, type RunningService, serve } from '@incidentfox/service-runtime';
import express from 'express';
import { createTeams } from './create-teams.ts';
import { type NotifierTools, type Timings, usualTimings } from './notifier-tools.ts';
import { onAnswerSlackRequest } from './on-answer-slack-request.ts';
import { onUpdateSlack } from './on-update-slack.ts';
import { onWriteTimelineEntry } from './on-write-timeline-entry.ts';
import { openDoors } from './open-doors.ts';
import { type PaceLimits, usualPace } from './slack/pace.ts';

/** Slack gives up on an answer after three seconds. */
const graceMs = 3_000;

export interface NotifierOptions {
  readonly environment: Environment;
  readonly settings: Pick<WatchedSettings, 'current' | 'close'>;
  readonly logger: Logger;
  /** For tests that cannot wait as long as people can. */
  readonly timings?: Partial<Timings>;
  readonly pace?: PaceLimits;
  readonly concurrency?: number;
  readonly lockMs?: number;
}

/** Builds every client, joins them to the handlers, and starts. Stops in reverse, also when the start fails half-way. */
export async function composeNotifier(options: NotifierOptions): Promise<RunningService & { url: string }> {
  const closers: (() => Promise<void>)[] = [() => options.settings.close()];
  const stop = async () => {
    for (const close of closers.reverse()) await close();
  };
  try {
    const url = await start(options, (close) => void closers.push(close));
    return { url, ready: `notifier at ${url}`, stop };
  } catch (failure) {
    await stop();
    throw failure;
  }
}

async function start(options: NotifierOptions, onStop: (close: () => Promise<void>) => void): Promise<string> {
  const { environment, settings, logger, lockMs } = options;
  const { redisUrl, prefix } = environment;
  const metrics = createMetrics('notifier');
  const calls = metrics.counter('notifier_slack_calls_total', 'Calls to Slack and how they ended', [
    'method',
    'outcome',
  ]);

  const stores = await connectStores({ redisUrl, prefix });
  onStop(() => stores.close());
  const producer = await connectProducer({ redisUrl, prefix });
  onStop(() => producer.close());
  const onSlackCall = (method: string, outcome: string) => calls.inc({ method, outcome });
  const teams = createTeams(settings.current, { pace: options.pace ?? usualPace, now: Date.now, onSlackCall });
  onStop(() => teams.close());

  const { investigations, deliveries, feedback } = stores;
  const timings = { ...usualTimings, ...options.timings };
  const { consoleUrl } = environment;
  const tools: NotifierTools = {
    teams,
    investigations,
    deliveries,
    feedback,
    producer,
    logger,
    now: Date.now,
    consoleUrl,
    timings,
  };
  const handlers = [onUpdateSlack(tools), onWriteTimelineEntry(tools), onAnswerSlackRequest(tools)];
  const concurrency = options.concurrency ?? 20;
  const consumer = await startConsumer({
    redisUrl,
    prefix,
    queue: queues.notifications,
    handlers,
    concurrency,
    logger,
    ...(lockMs && { lockMs }),
  });
  onStop(() => consumer.close());

  const app = express();
  app.disable('x-powered-by');
  const isReady = () => (consumer.isReady() && producer.isReady()) || 'the queue is not connected';
  mountHealth(app, { isLive: () => true, isReady, metrics });
  for (const door of await openDoors({ app, producer, logger, teams, settings: settings.current }))
    onStop(() => door.close());
  const { host, port } = environment;
  const server = await serve(app, { host, port, graceMs });
  onStop(() => server.close());
  return server.url;
}
