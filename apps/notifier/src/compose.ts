import type { Environment, WatchedSettings } from '@incidentfox/config';
import { connectStores } from '@incidentfox/investigations';
import { queues } from '@incidentfox/jobs';
import { connectProducer, startConsumer } from '@incidentfox/jobs/bullmq';
import {
  answerErrors,
  createMetrics,
  type HealthChecks,
  type Logger,
  mountHealth,
  type RunningService,
  serve,
  startHealthServer,
} from '@incidentfox/service-runtime';
import express from 'express';
import { createTeams } from './create-teams.ts';
import type { NotifierDeps } from './notifier-deps.ts';
import { countDeliveries, countFeedback } from './notifier-metrics.ts';
import { type SlackListenersDeps, startSlackListeners, type TeamListener } from './slack/bolt/start-slack-listeners.ts';
import type { PaceLimits } from './slack/pace.ts';
import { onAnswerSlackRequest } from './slack/requests/on-answer-slack-request.ts';
import { onUpdateSlack } from './slack/update/on-update-slack.ts';
import { defaultConcurrency, defaultPace, defaultTimings, shutdownGraceMs, type Timings } from './thresholds.ts';
import { onWriteTimelineEntry } from './timeline/on-write-timeline-entry.ts';

export interface NotifierOptions {
  readonly environment: Environment;
  readonly settings: Pick<WatchedSettings, 'current' | 'close'>;
  readonly logger: Logger;
  /** For tests that cannot wait as long as people can. */
  readonly timings?: Partial<Timings>;
  readonly pace?: PaceLimits;
  readonly concurrency?: number;
  readonly lockMs?: number;
  readonly socketRetryMs?: { readonly min: number; readonly max: number };
}

/** Builds every client, joins them to the handlers, and starts. Stops in reverse order, also when the start fails half-way. */
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
  const calls = metrics.counter('slack_calls_total', 'Calls to Slack and how they ended', ['method', 'outcome']);

  const stores = await connectStores({ redisUrl, prefix });
  onStop(() => stores.close());
  const producer = await connectProducer({ redisUrl, prefix });
  onStop(() => producer.close());
  const onSlackCall = (method: string, outcome: string) => calls.inc({ method, outcome });
  const teams = createTeams(settings.current, { pace: options.pace ?? defaultPace, now: Date.now, onSlackCall });
  onStop(() => teams.close());

  const { investigations } = stores;
  const deliveries = countDeliveries(stores.deliveries, metrics);
  const feedback = countFeedback(stores.feedback, metrics);
  const timings = { ...defaultTimings, ...options.timings };
  const { consoleUrl } = environment;
  const deps: NotifierDeps = {
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
  const handlers = [onUpdateSlack(deps), onWriteTimelineEntry(deps), onAnswerSlackRequest(deps)];
  const concurrency = options.concurrency ?? defaultConcurrency;
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

  const isReady = async () => (consumer.isReady() ? producer.readiness() : 'the queue is not connected');
  return openToVisitors(options, { producer, logger, teams, metrics, isReady }, onStop);
}

/** Slack's requests and the health checks on the app's port; the numbers on one of their own. */
async function openToVisitors(
  { environment, settings, socketRetryMs }: NotifierOptions,
  deps: Pick<SlackListenersDeps, 'producer' | 'logger' | 'teams'> & Pick<HealthChecks, 'metrics' | 'isReady'>,
  onStop: (close: () => Promise<void>) => void,
): Promise<string> {
  const { producer, logger, teams, metrics, isReady } = deps;
  const app = express();
  app.disable('x-powered-by');
  let listeners: readonly TeamListener[] = [];
  const checks = { isLive: () => true, isReady, notes: () => silentTeams(listeners) };
  mountHealth(app, checks);
  const listening = { app, producer, logger, teams, settings: settings.current };
  listeners = startSlackListeners({ ...listening, ...(socketRetryMs && { socketRetryMs }) });
  for (const listener of listeners) onStop(() => listener.close());
  app.use(answerErrors(logger));
  const { host, port, metricsPort } = environment;
  const server = await serve(app, { host, port, graceMs: shutdownGraceMs });
  onStop(() => server.close());
  if (metricsPort !== null) {
    const numbers = await startHealthServer({ ...checks, metrics, host, port: metricsPort });
    onStop(() => numbers.close());
  }
  return server.url;
}

/** What people miss although all that this process has to do is done. */
function silentTeams(listeners: readonly TeamListener[]): string[] {
  return listeners
    .filter((listener) => !listener.isHeard())
    .map(({ team }) => `team ${team}: Slack does not open a socket, so that buttons and commands are not heard`);
}
