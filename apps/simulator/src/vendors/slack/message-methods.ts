import { z } from 'zod';
import { isTrue, ok, SlackRefusal, structure, text } from './answers.ts';
import { checkBlocks } from './check-blocks.ts';
import { type SlackCall, toWire } from './slack-call.ts';
import { addMessage, type Channel, type Message, removeMessage, type Workspace } from './workspace.ts';

const maxText = 40_000;
const metadataBytes = 16_384;
const flat = z.union([z.string(), z.number(), z.boolean()]);
const Metadata = z.strictObject({
  event_type: z.string().min(1).max(255),
  event_payload: z.record(
    z.string(),
    z.union([flat, z.record(z.string(), flat), z.array(z.union([flat, z.record(z.string(), flat)]))]),
  ),
});

/** About one message a second and channel, with a short burst. */
const burst = 5;
const refillMs = 1000;

export function postMessage({ workspace, args, now }: SlackCall) {
  const channel = writableChannel(workspace, text(args, 'channel'));
  limitRate(workspace, channel, now);
  const content = contentOf(workspace, args);
  const parent = text(args, 'thread_ts');
  const isDeleted = parent !== null && workspace.deleted.has(parent);
  if (parent !== null && !isDeleted && !channel.messages.some((message) => message.ts === parent))
    throw new SlackRefusal('thread_not_found');
  // A reply to a message that was deleted becomes a message of its own: only its missing `thread_ts` says so.
  const threadTs = isDeleted ? null : parent;
  const message = addMessage(
    workspace,
    channel,
    {
      author: { kind: 'bot' },
      threadTs,
      broadcast: isTrue(text(args, 'reply_broadcast')),
      ...content,
      metadata: content.metadata ?? null,
    },
    now,
  );
  return ok({ channel: channel.id, ts: message.ts, message: toWire(workspace, channel, message, true) });
}

export function updateMessage({ workspace, args, now }: SlackCall) {
  const channel = writableChannel(workspace, text(args, 'channel'));
  const message = channel.messages.find((candidate) => candidate.ts === text(args, 'ts'));
  if (!message) throw new SlackRefusal('message_not_found');
  if (message.author.kind !== 'bot') throw new SlackRefusal('cant_update_message');
  const content = contentOf(workspace, args);
  message.text = content.text;
  message.blocks = content.blocks;
  // Left out, metadata stays; an empty object removes it.
  if (content.metadata !== undefined) message.metadata = content.metadata;
  message.editedAt = now;
  return ok({
    channel: channel.id,
    ts: message.ts,
    text: message.text,
    message: toWire(workspace, channel, message, true),
  });
}

export function deleteMessage({ workspace, args }: SlackCall) {
  const channel = writableChannel(workspace, text(args, 'channel'));
  const message = channel.messages.find((candidate) => candidate.ts === text(args, 'ts'));
  if (!message) throw new SlackRefusal('message_not_found');
  if (message.author.kind !== 'bot') throw new SlackRefusal('cant_delete_message');
  removeMessage(workspace, channel, message);
  return ok({ channel: channel.id, ts: message.ts });
}

export function postEphemeral({ workspace, args, now }: SlackCall) {
  const channel = writableChannel(workspace, text(args, 'channel'));
  const user = text(args, 'user');
  if (user === null || !channel.members.includes(user)) throw new SlackRefusal('user_not_in_channel');
  const { text: plain, blocks } = contentOf(workspace, args);
  workspace.ephemerals.push({ channelId: channel.id, text: plain, blocks });
  return ok({ message_ts: `${Math.floor(now / 1000)}.000000` });
}

/** What an app sends to a `response_url`: seen by one person, unless it says `in_channel`. */
export function respond(workspace: Workspace, id: string, body: unknown, now: number): boolean {
  const channel = workspace.channels.get(workspace.responseUrls.get(id) ?? '');
  if (!channel || typeof body !== 'object' || body === null) return false;
  const content = contentOf(workspace, new Map(Object.entries(body)));
  const isForAll = (body as { response_type?: string }).response_type === 'in_channel';
  if (isForAll)
    addMessage(workspace, channel, { author: { kind: 'bot' }, text: content.text, blocks: content.blocks }, now);
  else workspace.ephemerals.push({ channelId: channel.id, text: content.text, blocks: content.blocks });
  return true;
}

export function permalink({ workspace, args }: SlackCall) {
  const channel = readableChannel(workspace, text(args, 'channel'));
  const ts = text(args, 'message_ts');
  if (!channel.messages.some((message) => message.ts === ts)) throw new SlackRefusal('message_not_found');
  return ok({
    channel: channel.id,
    permalink: `https://acme.slack.com/archives/${channel.id}/p${(ts ?? '').replace('.', '')}`,
  });
}

export function react({ workspace, args }: SlackCall) {
  const channel = readableChannel(workspace, text(args, 'channel'));
  const message = channel.messages.find((candidate) => candidate.ts === text(args, 'timestamp'));
  const name = text(args, 'name') ?? '';
  if (!message) throw new SlackRefusal('message_not_found');
  if (!/^[\w+-]+$/.test(name)) throw new SlackRefusal('invalid_name');
  const users = message.reactions.get(name) ?? [];
  if (users.includes(workspace.botUserId)) throw new SlackRefusal('already_reacted');
  message.reactions.set(name, [...users, workspace.botUserId]);
  return ok();
}

export function readableChannel(workspace: Workspace, id: string | null): Channel {
  const channel = id === null ? undefined : workspace.channels.get(id);
  // A private channel does not exist for those who are not in it.
  if (!channel || (channel.isPrivate && !channel.isMember)) throw new SlackRefusal('channel_not_found');
  return channel;
}

function writableChannel(workspace: Workspace, id: string | null): Channel {
  const channel = readableChannel(workspace, id);
  if (channel.isArchived) throw new SlackRefusal('is_archived');
  if (!channel.isMember) throw new SlackRefusal('not_in_channel');
  return channel;
}

function contentOf(
  workspace: Workspace,
  args: ReadonlyMap<string, unknown>,
): Pick<Message, 'text' | 'blocks'> & { metadata: Message['metadata'] | undefined } {
  const plain = text(args, 'text') ?? '';
  const given = structure(args, 'blocks', 'invalid_blocks_format');
  const ready = new Set([...workspace.files.values()].filter((file) => file.isComplete).map((file) => file.id));
  const blocks = given === undefined ? [] : checkBlocks(given, ready);
  if (plain === '' && blocks.length === 0) throw new SlackRefusal('no_text');
  return { text: plain.slice(0, maxText), blocks, metadata: metadataOf(args) };
}

function metadataOf(args: ReadonlyMap<string, unknown>): Message['metadata'] | undefined {
  const given = structure(args, 'metadata', 'invalid_metadata_format');
  if (given === undefined) return undefined;
  if (typeof given === 'object' && given !== null && Object.keys(given).length === 0) return null;
  const result = Metadata.safeParse(given);
  if (!result.success) throw new SlackRefusal('invalid_metadata_format');
  if (JSON.stringify(given).length > metadataBytes) throw new SlackRefusal('metadata_too_large');
  return result.data;
}

function limitRate(workspace: Workspace, channel: Channel, now: number): void {
  const recent = (workspace.posts.get(channel.id) ?? []).filter((at) => at > now - burst * refillMs);
  if (recent.length >= burst) throw new RateLimited(Math.ceil(((recent[0] ?? now) + burst * refillMs - now) / 1000));
  workspace.posts.set(channel.id, [...recent, now]);
}

/** Answered with 429 and Retry-After. */
export class RateLimited extends Error {
  readonly seconds: number;
  constructor(seconds: number) {
    super('ratelimited');
    this.seconds = seconds;
  }
}
