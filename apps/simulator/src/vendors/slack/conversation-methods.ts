import { isTrue, ok, SlackRefusal, text } from './answers.ts';
import { readableChannel } from './message-methods.ts';
import { type SlackCall, toWire } from './slack-call.ts';
import type { Channel, Message, Workspace } from './workspace.ts';

export function join({ workspace, args }: SlackCall) {
  const channel = readableChannel(workspace, text(args, 'channel'));
  if (channel.isPrivate) throw new SlackRefusal('method_not_supported_for_channel_type');
  if (channel.isArchived) throw new SlackRefusal('is_archived');
  const wasMember = channel.isMember;
  channel.isMember = true;
  if (!wasMember) channel.members.push(workspace.botUserId);
  return ok({ channel: toChannel(channel), ...(wasMember ? { warning: 'already_in_channel' } : {}) });
}

export function history(call: SlackCall) {
  const channel = readFrom(call);
  const inChannel = channel.messages.filter((message) => message.threadTs === null || message.broadcast);
  return page(call, channel, inChannel.toReversed());
}

export function replies(call: SlackCall) {
  const channel = readFrom(call);
  const root = text(call.args, 'ts');
  const thread = channel.messages.filter((message) => message.ts === root || message.threadTs === root);
  if (thread.length === 0) throw new SlackRefusal('thread_not_found');
  return page(call, channel, thread);
}

export function info({ workspace, args }: SlackCall) {
  return ok({ channel: toChannel(readableChannel(workspace, text(args, 'channel'))) });
}

export function members({ workspace, args }: SlackCall) {
  const channel = readableChannel(workspace, text(args, 'channel'));
  return ok({ members: channel.members, response_metadata: { next_cursor: '' } });
}

function readFrom({ workspace, args }: SlackCall): Channel {
  const channel = readableChannel(workspace, text(args, 'channel'));
  if (!channel.isMember) throw new SlackRefusal('not_in_channel');
  return channel;
}

function page({ workspace, args }: SlackCall, channel: Channel, messages: readonly Message[]) {
  const limit = Number(text(args, 'limit') ?? 100);
  if (!Number.isInteger(limit) || limit < 1 || limit > 999) throw new SlackRefusal('invalid_limit');
  const wanted = messages.filter((message) => isWithin(args, message.ts));
  const start = Number(Buffer.from(text(args, 'cursor') ?? '', 'base64').toString() || 0);
  const hasMore = wanted.length > start + limit;
  const withMetadata = isTrue(text(args, 'include_all_metadata'));
  return ok({
    messages: wanted.slice(start, start + limit).map((message) => toWire(workspace, channel, message, withMetadata)),
    has_more: hasMore,
    response_metadata: { next_cursor: hasMore ? Buffer.from(String(start + limit)).toString('base64') : '' },
  });
}

function isWithin(args: ReadonlyMap<string, unknown>, ts: string): boolean {
  const inclusive = isTrue(text(args, 'inclusive'));
  const oldest = Number(text(args, 'oldest') ?? 0);
  const latest = Number(text(args, 'latest') ?? Number.POSITIVE_INFINITY);
  const at = Number(ts);
  return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
}

const toChannel = (channel: Channel) => ({
  id: channel.id,
  name: channel.name,
  is_channel: !channel.isPrivate,
  is_group: channel.isPrivate,
  is_private: channel.isPrivate,
  is_archived: channel.isArchived,
  is_member: channel.isMember,
  is_shared: channel.isExternallyShared,
  is_ext_shared: channel.isExternallyShared,
  is_pending_ext_shared: false,
  is_org_shared: false,
  num_members: channel.members.length,
});

export function userInfo({ workspace, args }: SlackCall) {
  const id = text(args, 'user') ?? '';
  const user = workspace.users.get(id);
  if (!user) throw new SlackRefusal('user_not_found');
  return ok({
    user: {
      id,
      team_id: workspace.teamId,
      name: user.name.toLowerCase().replace(/\W+/g, '.'),
      real_name: user.name,
      is_bot: false,
      profile: { real_name: user.name, display_name: user.name, email: user.email },
    },
  });
}

export function lookUpByEmail({ workspace, args }: SlackCall) {
  const found = [...workspace.users].find(([, user]) => user.email === text(args, 'email'));
  if (!found) throw new SlackRefusal('users_not_found');
  return userInfo({ workspace, args: new Map([['user', found[0]]]), now: 0, host: '' });
}

export const botOf = (workspace: Workspace) => ({
  url: 'https://acme.slack.com/',
  team: 'Acme',
  user: 'incidentfox',
  team_id: workspace.teamId,
  user_id: workspace.botUserId,
  bot_id: workspace.botId,
  is_enterprise_install: false,
});
