import { createHash } from 'node:crypto';
import { appearsWithinMs, clockSkewMs } from '../../thresholds.ts';
import type { SlackWorkspace } from '../slack-workspace.ts';

/**
 * Looks for a message an earlier attempt may have posted: one call, the messages around the attempt, ours by the key in the
 * metadata or, should the metadata not come back, by the key's hash in a block id. Gives its Slack timestamp, or null when it is not in the channel.
 */
export async function findOwnMessage(
  workspace: SlackWorkspace,
  search: { channel: string; threadTs?: string | undefined; key: string; attemptAt: number },
): Promise<string | null> {
  const { channel, threadTs, key, attemptAt } = search;
  const { botId } = await workspace.me();
  const messages = await workspace.seen({
    channel,
    ...(threadTs && { threadTs }),
    from: attemptAt - clockSkewMs,
    to: attemptAt + appearsWithinMs,
  });
  const tag = keyTag(key);
  const own = messages.find(
    (message) =>
      (message.markKey === key || (message.markKey === null && message.blockIds.some((id) => id.startsWith(tag)))) &&
      (botId === null || message.botId === null || message.botId === botId),
  );
  return own?.ts ?? null;
}

/** Beginning of the first block's id. */
export function keyTag(key: string): string {
  return `m-${createHash('sha256').update(key).digest('hex').slice(0, 16)}-`;
}
