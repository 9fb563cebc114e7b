import { App, ExpressReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { Express } from 'express';
import { boltLogger, type ListenerLogger } from './bolt-logger.ts';
import type { ListenerDeps } from './incoming.ts';
import { listenForButtons } from './on-button.ts';
import { listenForCommand } from './on-command.ts';
import { listenForMention } from './on-mention.ts';
import { listenForModal } from './on-modal.ts';

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
}

export interface SlackListener {
  close(): Promise<void>;
}

/**
 * Receives requests from Slack through Bolt: verifies signatures, reads the request, queues it, and acknowledges within the three
 * seconds Slack allows. An unreachable queue is not acknowledged, so that Slack says so or sends again.
 */
export async function startSlackListener(options: SlackListenerOptions): Promise<SlackListener> {
  const logger = boltLogger(options.logger);
  const { appToken, signingSecret } = options;
  const receiver = appToken
    ? new SocketModeReceiver({
        appToken: appToken(),
        logger,
        installerOptions: { clientOptions: { slackApiUrl: options.apiUrl } },
      })
    : new ExpressReceiver({
        signingSecret: async () => signingSecret(),
        app: options.app,
        endpoints: options.path,
        logger,
        // The answer waits for the handler: without it Slack would get its acknowledgement before the queue has the request.
        processBeforeResponse: true,
        bodyLimit: '1mb',
      });
  const app = new App({
    receiver,
    logger,
    logLevel: LogLevel.WARN,
    // No call to Slack before the acknowledgement: three seconds are short. Messages of bots are ignored in on-mention.
    authorize: async () => ({ botToken: options.botToken() }),
    clientOptions: { slackApiUrl: options.apiUrl, retryConfig: { retries: 0 } },
  });
  app.error(async (error) => {
    options.logger.error({ error }, 'could not queue a Slack request');
    throw error;
  });
  listenForButtons(app, options);
  listenForModal(app, options);
  listenForCommand(app, options);
  listenForMention(app, options);
  if (receiver instanceof SocketModeReceiver) await receiver.start();
  return { close: async () => (receiver instanceof SocketModeReceiver ? void (await receiver.stop()) : undefined) };
}
