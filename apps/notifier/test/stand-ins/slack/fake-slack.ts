import type { IncomingMessage } from 'node:http';
import { listen } from '@incidentfox/test-kit';
import { answerCall, type CallWatch, type SeenCall } from '../fault-plan.ts';
import { argumentFaults, blockFault } from './slack-rules.ts';

export interface StoredMessage {
  ts: string;
  at: number;
  text: string;
  blocks: Record<string, unknown>[];
  metadata?: { event_type: string; event_payload: Record<string, unknown> };
  threadTs?: string;
  broadcast: boolean;
  edits: number;
  /** Written by a person; else it is ours. */
  user?: string;
}

export interface FakeChannel {
  readonly id: string;
  joined: boolean;
  archived: boolean;
  isPrivate: boolean;
  shared: boolean;
  members: string[];
  readonly messages: StoredMessage[];
}

export interface FakeSlack {
  readonly apiUrl: string;
  readonly calls: SeenCall[];
  /** Requests Slack would have refused for their form; a test that leaves one here has found a mistake. */
  readonly refused: string[];
  readonly whispers: { channel: string; user: string; text: string; blocks: unknown }[];
  readonly modals: Record<string, unknown>[];
  /** What came to a response_url: `/respond/<anything>` of this server. */
  readonly responses: Record<string, unknown>[];
  watch: CallWatch;
  /** How far Slack's clock is ahead of ours, ms. */
  clockAheadMs: number;
  /** A message of a person, in the channel or a thread of it. */
  say(id: string, text: string, different?: { threadTs?: string; ts?: string }): StoredMessage;
  channel(id: string, different?: Partial<FakeChannel>): FakeChannel;
  roots(id: string): StoredMessage[];
  replies(id: string): StoredMessage[];
  close(): Promise<void>;
}

/** A Slack on loopback: form-encoded calls in, `{ ok }` out, messages kept. It refuses what the documentation does not allow. */
export async function fakeSlack(): Promise<FakeSlack> {
  const channels = new Map<string, FakeChannel>();
  const slack = {
    calls: [] as SeenCall[],
    refused: [] as string[],
    whispers: [] as FakeSlack['whispers'],
    modals: [] as FakeSlack['modals'],
    responses: [] as Record<string, unknown>[],
    watch: {} as CallWatch,
    clockAheadMs: 0,
  };
  const newTs = clockOf(slack);
  const channel = (id: string, different: Partial<FakeChannel> = {}): FakeChannel => {
    const made = channels.get(id) ?? {
      id,
      joined: true,
      archived: false,
      isPrivate: false,
      shared: false,
      members: [],
      messages: [],
    };
    channels.set(id, Object.assign(made, different));
    return made;
  };
  const server = await listen((request, response) => {
    response.setHeader('date', new Date(Date.now() + slack.clockAheadMs).toUTCString());
    void readBody(request).then(async (args) => {
      if (request.url?.startsWith('/respond/')) {
        slack.responses.push(args);
        return void response.writeHead(200).end('ok');
      }
      const method = (request.url ?? '').replace(/^\/api\//, '').split('?')[0] ?? '';
      const call = { method, args, index: slack.calls.length };
      slack.calls.push(call);
      await answerCall(call, slack.watch, response, () => ({
        status: 200,
        body: perform(method, args, request, { channel, slack, newTs }),
      }));
    });
  });
  const say: FakeSlack['say'] = (id, text, different) => {
    const section = { type: 'rich_text_section', elements: [{ type: 'text', text }] };
    const blocks = [{ type: 'rich_text', elements: [section] }];
    const said = { ts: newTs(), at: Date.now(), text, blocks, broadcast: false, edits: 0 };
    const message: StoredMessage = { ...said, ...different, user: 'UADA' };
    channel(id).messages.push(message);
    return message;
  };
  const ours = (id: string) => channel(id).messages.filter(({ user }) => !user);
  return Object.assign(slack, {
    say,
    apiUrl: `${server.url}/api/`,
    channel,
    roots: (id: string) => ours(id).filter((message) => !message.threadTs),
    replies: (id: string) => ours(id).filter((message) => message.threadTs),
    close: () => server.close(),
  });
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  let body = '';
  for await (const chunk of request) body += chunk;
  if (request.headers['content-type']?.startsWith('application/json')) return JSON.parse(body);
  const form = [...new URLSearchParams(body)];
  return Object.fromEntries(form.map(([name, value]) => [name, /^[[{]/.test(value) ? JSON.parse(value) : value]));
}

interface World {
  channel: (id: string) => FakeChannel;
  slack: Pick<FakeSlack, 'refused' | 'whispers' | 'modals'>;
  newTs: () => string;
}

function perform(
  method: string,
  args: Record<string, unknown>,
  request: IncomingMessage,
  world: World,
): Record<string, unknown> {
  const refuse = (error: string, detail = error) => {
    world.slack.refused.push(`${method}: ${detail}`);
    return { ok: false, error };
  };
  if (!/^Bearer xoxb-/.test(request.headers.authorization ?? '')) return refuse('not_authed');
  const wrong = argumentFaults(method, args);
  if (wrong) return refuse('invalid_arguments', wrong);
  const blocks = args.blocks === undefined ? null : blockFault(args.blocks);
  if (blocks) return { ...refuse('invalid_blocks', blocks), response_metadata: { messages: [blocks] } };
  if (method === 'auth.test') return { ok: true, bot_id: 'B0FOX', user_id: 'U0FOX', team_id: 'T0' };
  if (method === 'views.open') {
    world.slack.modals.push(args.view as Record<string, unknown>);
    return { ok: true, view: { id: 'V1' } };
  }
  const at = world.channel(String(args.channel));
  if (at.isPrivate && !at.joined) return { ok: false, error: 'channel_not_found' };
  return inChannel(method, args, at, world);
}

function inChannel(
  method: string,
  args: Record<string, unknown>,
  at: FakeChannel,
  world: World,
): Record<string, unknown> {
  switch (method) {
    case 'conversations.info':
      return {
        ok: true,
        channel: {
          id: at.id,
          is_ext_shared: at.shared,
          is_private: at.isPrivate,
          is_archived: at.archived,
          is_member: at.joined,
        },
      };
    case 'conversations.members':
      return { ok: true, members: at.members, response_metadata: { next_cursor: '' } };
    case 'conversations.join':
      at.joined = true;
      return at.archived ? { ok: false, error: 'is_archived' } : { ok: true, channel: { id: at.id } };
    case 'chat.postEphemeral':
      if (!at.members.includes(String(args.user))) return { ok: false, error: 'user_not_in_channel' };
      world.slack.whispers.push({
        channel: at.id,
        user: String(args.user),
        text: String(args.text),
        blocks: args.blocks,
      });
      return { ok: true, message_ts: world.newTs() };
    default:
      if (!at.joined) return { ok: false, error: 'not_in_channel' };
      if (at.archived && method.startsWith('chat.')) return { ok: false, error: 'is_archived' };
      return withMessages(method, args, at, world.newTs);
  }
}

function withMessages(
  method: string,
  args: Record<string, unknown>,
  at: FakeChannel,
  newTs: () => string,
): Record<string, unknown> {
  switch (method) {
    case 'chat.postMessage':
      return post(args, at, newTs);
    case 'chat.delete': {
      const index = at.messages.findIndex((one) => one.ts === args.ts);
      if (index < 0) return { ok: false, error: 'message_not_found' };
      at.messages.splice(index, 1);
      return { ok: true, channel: at.id, ts: args.ts };
    }
    case 'chat.update': {
      const message = at.messages.find((one) => one.ts === args.ts);
      if (!message) return { ok: false, error: 'message_not_found' };
      Object.assign(message, {
        text: args.text,
        blocks: args.blocks ?? [],
        edits: message.edits + 1,
        ...(args.metadata ? { metadata: args.metadata } : {}),
      });
      return { ok: true, channel: at.id, ts: message.ts };
    }
    default:
      return seen(method, args, at);
  }
}

function post(args: Record<string, unknown>, at: FakeChannel, newTs: () => string): Record<string, unknown> {
  if (!args.text && !args.blocks) return { ok: false, error: 'no_text' };
  // A reply to a message that is gone becomes a message of its own, and nothing but the missing thread says so.
  const hasParent = at.messages.some(({ ts }) => ts === args.thread_ts);
  const message: StoredMessage = {
    ts: newTs(),
    at: Date.now(),
    text: String(args.text),
    blocks: (args.blocks as Record<string, unknown>[] | undefined) ?? [],
    broadcast: args.reply_broadcast === 'true',
    edits: 0,
    ...(args.metadata ? { metadata: args.metadata as NonNullable<StoredMessage['metadata']> } : {}),
    ...(hasParent ? { threadTs: String(args.thread_ts) } : {}),
  };
  at.messages.push(message);
  return { ok: true, channel: at.id, ts: message.ts, message: wire(message, false) };
}

/** A page: of a channel the newest first, of a thread the oldest first, as Slack does. The cursor is how many came before. */
function seen(method: string, args: Record<string, unknown>, at: FakeChannel): Record<string, unknown> {
  const inRange = ({ ts }: StoredMessage) =>
    Number(ts) >= Number(args.oldest ?? 0) && Number(ts) <= Number(args.latest ?? Number.MAX_SAFE_INTEGER);
  const isThread = method === 'conversations.replies';
  if (isThread && !at.messages.some(({ ts, threadTs }) => ts === args.ts || threadTs === args.ts))
    return { ok: false, error: 'thread_not_found' };
  const asked = at.messages.filter((message) =>
    isThread
      ? message.ts === args.ts || (message.threadTs === args.ts && inRange(message))
      : (!message.threadTs || message.broadcast) && inRange(message),
  );
  const inOrder = isThread ? asked : asked.reverse();
  const from = Number(args.cursor ?? 0);
  const to = from + Number(args.limit ?? 100);
  const messages = inOrder.slice(from, to).map((message) => wire(message, args.include_all_metadata === 'true'));
  const isMore = to < inOrder.length;
  return { ok: true, messages, has_more: isMore, response_metadata: { next_cursor: isMore ? String(to) : '' } };
}

function wire(message: StoredMessage, withMetadata: boolean): Record<string, unknown> {
  return {
    type: 'message',
    ts: message.ts,
    ...(message.user ? { user: message.user } : { bot_id: 'B0FOX' }),
    ...(message.threadTs && { thread_ts: message.threadTs }),
    text: message.text,
    blocks: message.blocks,
    ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
  };
}

/** Slack's times of messages: its clock, and no two the same. */
function clockOf(slack: { readonly clockAheadMs: number }): () => string {
  let last = 0;
  return () => {
    last = Math.max(last + 1, (Date.now() + slack.clockAheadMs) * 1000);
    return `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, '0')}`;
  };
}
