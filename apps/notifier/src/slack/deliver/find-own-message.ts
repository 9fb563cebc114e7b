import { createHash } from 'node:crypto';
import { maxPagesInOneLook } from '../../thresholds.ts';
import type { SeenMessage, SlackWorkspace } from '../slack-workspace.ts';

/** The form of a page's place in time that Slack understands. */
export function slackTime(at: number): string {
  return (Math.max(0, at) / 1000).toFixed(6);
}

export interface Look {
  readonly channel: string;
  readonly threadTs?: string | undefined;
  readonly isOwn: (message: SeenMessage, botId: string | null) => boolean;
  /** Epoch ms by Slack's clock: nothing of ours is older. */
  readonly since: number;
  /** Epoch ms by Slack's clock: nothing is newer. */
  readonly until: number;
  /** Where an earlier look stopped, as it was told to `onPage`. */
  readonly goOnFrom?: string | undefined;
  /** How far the look has come, after every page. */
  readonly onPage: (lookedTo: string) => void;
}

/**
 * Looks for a message an earlier attempt may have posted, page by page to before that attempt, however much people wrote
 * since. Gives the message; null when it is not there; `unfinished` after as many pages as one look may take.
 */
export async function findOwnMessage(
  workspace: SlackWorkspace,
  look: Look,
): Promise<SeenMessage | null | 'unfinished'> {
  const { botId } = await workspace.me();
  const { channel, threadTs, goOnFrom } = look;
  // A channel is read from its newest message back, a thread from its oldest on.
  const range = threadTs
    ? { threadTs, oldest: goOnFrom ?? slackTime(look.since), latest: slackTime(look.until) }
    : { oldest: slackTime(look.since), latest: goOnFrom ?? slackTime(look.until) };
  let cursor: string | null = null;
  for (let page = 0; page < maxPagesInOneLook; page++) {
    const seen = await workspace.seen({ channel, ...range, ...(cursor && { cursor }) });
    const own = seen.messages.find((message) => look.isOwn(message, botId));
    if (own) return own;
    const edge = seen.messages.at(-1)?.ts;
    if (!seen.cursor || edge === undefined) return null;
    look.onPage(edge);
    cursor = seen.cursor;
  }
  return 'unfinished';
}

/** Ours by the key in its metadata or, should that not come back, by the key's hash in a block's id. */
export function isOwnMessage(
  message: SeenMessage,
  botId: string | null,
  keys: { readonly own: string; readonly isSame: (key: string) => boolean },
): boolean {
  if (botId !== null && message.botId !== null && message.botId !== botId) return false;
  if (message.markKey !== null) return message.markKey === keys.own || keys.isSame(message.markKey);
  return message.blockIds.some((id) => id.startsWith(keyTag(keys.own)));
}

/** Beginning of the first block's id. */
export function keyTag(key: string): string {
  return `m-${createHash('sha256').update(key).digest('hex').slice(0, 16)}-`;
}
