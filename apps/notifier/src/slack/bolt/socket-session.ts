import type { SocketModeReceiver } from '@slack/bolt';
import type { ListenerLogger } from './bolt-logger.ts';

export interface SocketSessionOptions {
  /** A receiver with its app, built anew for every attempt so that a replaced app token is used. */
  readonly build: () => Promise<SocketModeReceiver>;
  readonly logger: ListenerLogger;
  readonly team: string;
  /** Waits between attempts grow from the first to the second, ms. */
  readonly retryMs: { readonly min: number; readonly max: number };
  /** How long Slack may take to open the socket, ms. */
  readonly connectMs: number;
}

export interface SocketSession {
  /** True while Slack can reach us. */
  isOpen(): boolean;
  close(): Promise<void>;
}

/**
 * Keeps one socket to Slack open for as long as the notifier runs. A refused token or a lost connection never ends more than
 * the buttons and commands: it is logged once, and tried again with growing waits.
 */
export function openSocketSession(options: SocketSessionOptions): SocketSession {
  const { logger, team, retryMs } = options;
  let receiver: SocketModeReceiver | undefined;
  let isOpen = false;
  let isClosing = false;
  let isSilent = false;
  let failures = 0;
  let openedAt = 0;
  let timer: NodeJS.Timeout | undefined;

  const onLost = (reason: unknown) => {
    isOpen = false;
    if (isClosing) return;
    const waitMs = Math.min(retryMs.max, retryMs.min * 2 ** Math.min(failures++, 16));
    const fields = { team, waitMs, reason: reasonOf(reason) };
    if (isSilent) logger.debug(fields, silentSentence);
    else logger.error(fields, silentSentence);
    isSilent = true;
    timer = setTimeout(begin, waitMs);
  };

  const attempt = async () => {
    try {
      receiver = await options.build();
      await startWithin(receiver, options.connectMs);
      if (isClosing) return await receiver.stop();
      isOpen = true;
      openedAt = performance.now();
      if (isSilent) logger.info({ team }, 'Slack can reach us again: buttons, commands and mentions are answered');
      isSilent = false;
      receiver.client.once('disconnected', () => onDisconnect());
    } catch (problem) {
      await receiver?.stop().catch(() => {});
      onLost(problem);
    }
  };

  /** Slack closes each socket after some hours; that alone is no trouble, so that the next one is opened at once. */
  const onDisconnect = () => {
    isOpen = false;
    if (isClosing) return;
    if (performance.now() - openedAt < retryMs.max) return onLost(undefined);
    failures = 0;
    begin();
  };

  let running = Promise.resolve();
  const begin = () => {
    running = attempt();
  };
  begin();
  return {
    isOpen: () => isOpen,
    close: async () => {
      isClosing = true;
      clearTimeout(timer);
      await running;
      if (isOpen) await receiver?.stop();
    },
  };
}

const silentSentence =
  'Slack does not open a socket: buttons, commands and mentions are not heard; findings and timeline go on';

async function startWithin(receiver: SocketModeReceiver, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no connection in time')), ms);
  });
  try {
    await Promise.race([receiver.start(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Slack's word for it (`invalid_auth`), else what was thrown; nothing when the socket was only closed. */
function reasonOf(reason: unknown): string {
  const { data, message } = (reason ?? {}) as { data?: { error?: unknown }; message?: unknown };
  return String(data?.error ?? message ?? 'the connection was closed').slice(0, 200);
}
