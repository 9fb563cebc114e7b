import type { KnownBlock, ModalView } from '@slack/types';
import type { SlackMessage } from './slack-message.ts';

/** Ids that travel with a message so that it is found again. Every member of the workspace can read them: nothing else belongs here. */
export interface MessageMark {
  /** `<investigation id>:<slot>`. */
  readonly key: string;
  readonly investigationId: string;
  readonly revision: number;
}

export interface PostedMessage {
  readonly channel: string;
  readonly ts: string;
}

/** A message seen in a channel, as far as it says whose it is. */
export interface SeenMessage {
  readonly ts: string;
  /** The message it replies to; its own `ts` where it has replies, null where it has none. */
  readonly threadTs: string | null;
  readonly botId: string | null;
  readonly markKey: string | null;
  readonly blockIds: readonly string[];
}

export interface SeenPage {
  readonly messages: readonly SeenMessage[];
  /** Leads to the next page; null on the last. */
  readonly cursor: string | null;
}

/** What we ask of Slack, in our words. Every method throws `SlackProblem` and nothing else; none of them tries twice. */
export interface SlackWorkspace {
  post(
    to: { channel: string; threadTs?: string; broadcast?: boolean },
    message: SlackMessage,
    mark: MessageMark,
  ): Promise<
    PostedMessage & {
      /** It was to be a reply and became a message of its own: what it replies to was deleted. */ readonly isLoose: boolean;
    }
  >;
  update(at: PostedMessage, message: SlackMessage, mark: MessageMark): Promise<void>;
  /** Takes back a message of ours. */
  remove(at: PostedMessage): Promise<void>;
  /** Shown to one person only. */
  whisper(
    to: { channel: string; user: string; threadTs?: string },
    message: { text: string; blocks?: readonly KnownBlock[] },
  ): Promise<void>;
  join(channel: string): Promise<void>;
  /**
   * A page of messages from `oldest` to `latest` (Slack's timestamps; `latest` is now when left out): of the channel, newest
   * first, or of one thread in it, oldest first.
   */
  seen(where: {
    channel: string;
    threadTs?: string;
    oldest: string;
    latest?: string;
    cursor?: string;
  }): Promise<SeenPage>;
  /** Slack's time, epoch ms; null until it has answered once. */
  now(): number | null;
  /** True when members of another organisation read the channel, or are about to. */
  isShared(channel: string): Promise<boolean>;
  isMember(channel: string, user: string): Promise<boolean>;
  openModal(triggerId: string, view: ModalView): Promise<void>;
  /** Who we are there. Asked once. */
  me(): Promise<{ botId: string | null; userId: string | null }>;
}
