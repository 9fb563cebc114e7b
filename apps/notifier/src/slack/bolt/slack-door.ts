import { App, ExpressReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { Express } from 'express';
import { boltLogger, type DoorLogger } from './bolt-logger.ts';
import type { DoorRoom } from './incoming.ts';
import { listenForButtons } from './on-button.ts';
import { listenForCommand } from './on-command.ts';
import { listenForMention } from './on-mention.ts';
import { listenForModal } from './on-modal.ts';

export interface DoorOptions extends DoorRoom {
  /** HTTP: mounted at `path` of this app, before any body parser. */
  readonly app: Express;
  readonly path: string;
  readonly signingSecret: () => string;
  /** Set: Socket Mode instead, no public address needed. */
  readonly appToken: (() => string) | null;
  readonly apiUrl: string;
  readonly botToken: () => string;
  readonly logger: DoorLogger;
}

export interface SlackDoor {
  close(): Promise<void>;
}

/**
 * Slack's way in, through Bolt: verifies signatures, reads the request, queues it, and acknowledges within the three
 * seconds Slack allows. An unreachable queue is not acknowledged, so that Slack says so or sends again.
 */
export async function openSlackDoor(options: DoorOptions): Promise<SlackDoor> {
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
        // The answer waits for the handler: without it Slack would be told "done" before the queue has it.
        processBeforeResponse: true,
        bodyLimit: '1mb',
      });
  const app = new App({
    receiver,
    logger,
    logLevel: LogLevel.WARN,
    // No call to Slack on the way in: three seconds are short. Messages of bots are left out where mentions are heard.
    authorize: async () => ({ botToken: options.botToken() }),
    clientOptions: { slackApiUrl: options.apiUrl, retryConfig: { retries: 0 } },
  });
  app.error(async (error) => {
    options.logger.error({ reason: error.message }, 'a Slack request was not taken');
    throw error;
  });
  listenForButtons(app, options);
  listenForModal(app, options);
  listenForCommand(app, options);
  listenForMention(app, options);
  if (receiver instanceof SocketModeReceiver) await receiver.start();
  return { close: async () => (receiver instanceof SocketModeReceiver ? void (await receiver.stop()) : undefined) };
}
