import { type Connection, createConnection } from '@incidentfox/http-client';
import { App, ExpressReceiver, LogLevel, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Express } from 'express';
import { defaultSocketRetryMs, slackTimeoutMs, socketConnectMs } from '../../thresholds.ts';
import { boundedFetch } from '../client/bounded-fetch.ts';
import { boltLogger, type ListenerLogger } from './bolt-logger.ts';
import type { ListenerDeps } from './incoming.ts';
import { listenForButtons } from './on-button.ts';
import { listenForCommand } from './on-command.ts';
import { listenForMention } from './on-mention.ts';
import { listenForModal } from './on-modal.ts';
import { openSocketSession } from './socket-session.ts';

export interface SlackListenerOptions extends ListenerDeps {
  /** HTTP: mounted at `path` of this app, before any body parser. */
  readonly app: Express;
  readonly path: string;
  readonly signingSecret: () => string;
  /** When set, Socket Mode is used instead and no public address is needed. */
  readonly appToken: (() => string) | null;
  readonly apiUrl: string;
  readonly botToken: () => string;
  readonly logger: ListenerLogger;
  readonly team: string;
  /** For tests that cannot wait as long. */
  readonly socketRetryMs?: { readonly min: number; readonly max: number };
}

export interface SlackListener {
  /** False while Slack cannot reach us over a socket. An address of ours cannot tell. */
  isHeard(): boolean;
  close(): Promise<void>;
}

/**
 * Receives requests from Slack through Bolt: verifies signatures, reads the request, queues it, and acknowledges within the three
 * seconds Slack allows. An unreachable queue is not acknowledged, so that Slack says so or sends again. A socket is opened
 * beside, and again and again: whether Slack opens it decides about buttons only.
 */
export function startSlackListener(options: SlackListenerOptions): SlackListener {
  const { appToken, team } = options;
  const connection = createConnection({ name: 'Slack', baseUrl: options.apiUrl });
  if (!appToken) {
    listen(httpReceiver(options), options, connection);
    return { isHeard: () => true, close: async () => {} };
  }
  const session = openSocketSession({
    build: async () => {
      const receiver = socketReceiver(appToken(), options, { connection, dispatcher: await connection.dispatcher() });
      listen(receiver, options, connection);
      return receiver;
    },
    logger: options.logger,
    team,
    retryMs: options.socketRetryMs ?? defaultSocketRetryMs,
    connectMs: socketConnectMs,
  });
  return { isHeard: session.isOpen, close: session.close };
}

function httpReceiver({ app, path, logger, signingSecret }: SlackListenerOptions): Receiver {
  return new ExpressReceiver({
    signingSecret: async () => signingSecret(),
    app,
    endpoints: path,
    logger: boltLogger(logger),
    // The answer waits for the handler: without it Slack would get its acknowledgement before the queue has the request.
    processBeforeResponse: true,
    bodyLimit: '1mb',
  });
}

type SocketDispatcher = Awaited<ReturnType<Connection['dispatcher']>>;

function socketReceiver(
  appToken: string,
  { apiUrl, logger }: SlackListenerOptions,
  { connection, dispatcher }: { connection: Connection; dispatcher: SocketDispatcher },
): SocketModeReceiver {
  return new SocketModeReceiver({
    appToken,
    // The socket goes the way of every other request: through the proxy of the environment.
    dispatcher,
    // Its own reconnecting ends the process when Slack refuses the token; socket-session does it instead.
    autoReconnectEnabled: false,
    logger: boltLogger({ ...logger, warn: logger.debug, error: logger.debug }),
    installerOptions: { clientOptions: clientOptions(apiUrl, connection) },
  });
}

function clientOptions(apiUrl: string, connection: Connection) {
  return {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: slackTimeoutMs,
    fetch: boundedFetch({ connection, timeoutMs: slackTimeoutMs }),
  };
}

function listen(receiver: Receiver, options: SlackListenerOptions, connection: Connection): void {
  const app = new App({
    receiver,
    logger: boltLogger(options.logger),
    logLevel: LogLevel.WARN,
    // No call to Slack before the acknowledgement: three seconds are short. Messages of bots are ignored in on-mention.
    authorize: async () => ({ botToken: options.botToken() }),
    clientOptions: clientOptions(options.apiUrl, connection),
  });
  app.error(async (error) => {
    options.logger.error({ error }, 'could not queue a Slack request');
    throw error;
  });
  listenForButtons(app, options);
  listenForModal(app, options);
  listenForCommand(app, options);
  listenForMention(app, options);
}
