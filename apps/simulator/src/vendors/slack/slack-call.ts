import type { Channel, Message, Workspace } from './workspace.ts';

/** One call of a Web API method. */
export interface SlackCall {
  readonly workspace: Workspace;
  readonly args: ReadonlyMap<string, unknown>;
  readonly now: number;
  /** Address of this very server, for upload addresses. */
  readonly host: string;
}

/** A message as `history`, `replies` and the posting methods answer it. */
export function toWire(workspace: Workspace, channel: Channel, message: Message, withMetadata: boolean) {
  const replies = channel.messages.filter((other) => other.threadTs === message.ts);
  const lastReply = replies[replies.length - 1];
  return {
    type: 'message',
    ...(message.author.kind === 'bot'
      ? { user: workspace.botUserId, bot_id: workspace.botId, app_id: workspace.appId }
      : { user: message.author.id }),
    ...(message.broadcast ? { subtype: 'thread_broadcast' } : {}),
    ts: message.ts,
    text: message.text,
    team: workspace.teamId,
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
    ...(lastReply ? { thread_ts: message.ts, reply_count: replies.length, latest_reply: lastReply.ts } : {}),
    ...(message.editedAt === null
      ? {}
      : { edited: { user: workspace.botUserId, ts: `${Math.floor(message.editedAt / 1000)}.000000` } }),
    // Without include_all_metadata only the type is told.
    ...(message.metadata === null
      ? {}
      : { metadata: withMetadata ? message.metadata : { event_type: message.metadata.event_type } }),
    ...(message.reactions.size > 0
      ? { reactions: [...message.reactions].map(([name, users]) => ({ name, users, count: users.length })) }
      : {}),
  };
}
