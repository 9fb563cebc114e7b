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
  readonly botId: string | null;
  readonly markKey: string | null;
  readonly blockIds: readonly string[];
}

/** What we ask of Slack, in our words. Every method throws `SlackProblem` and nothing else; none of them tries twice. */
export interface SlackWorkspace {
  post(
    to: { channel: string; threadTs?: string; broadcast?: boolean },
    message: SlackMessage,
    mark: MessageMark,
  ): Promise<PostedMessage>;
  update(at: PostedMessage, message: SlackMessage, mark: MessageMark): Promise<void>;
  /** Shown to one person only. */
  whisper(
    to: { channel: string; user: string; threadTs?: string },
    message: { text: string; blocks?: readonly KnownBlock[] },
  ): Promise<void>;
  join(channel: string): Promise<void>;
  /** Messages between two times (epoch ms), newest first, at most 15: in the channel, or in a thread of it. */
  seen(where: { channel: string; threadTs?: string; from: number; to: number }): Promise<SeenMessage[]>;
  /** True when members of another organisation read the channel, or are about to. */
  isShared(channel: string): Promise<boolean>;
  isMember(channel: string, user: string): Promise<boolean>;
  openModal(triggerId: string, view: ModalView): Promise<void>;
  /** Who we are there. Asked once. */
  me(): Promise<{ botId: string | null; userId: string | null }>;
}
