import { jsonBody, type Reply, type VendorRequest } from '../../http/request.ts';
import type { Route } from '../../http/route.ts';
import type { Refusals, Vendor } from '../../http/vendor-server.ts';
import { argumentsOf, ok, refused, SlackRefusal, structure } from './answers.ts';
import { botOf, history, info, join, lookUpByEmail, members, replies, userInfo } from './conversation-methods.ts';
import { completeUpload, fileInfo, receiveUpload, uploadAddress } from './file-methods.ts';
import {
  deleteMessage,
  permalink,
  postEphemeral,
  postMessage,
  RateLimited,
  react,
  respond,
  updateMessage,
} from './message-methods.ts';
import type { SlackCall } from './slack-call.ts';
import type { Workspace } from './workspace.ts';

const scopes =
  'chat:write,channels:join,channels:read,channels:history,groups:read,groups:history,app_mentions:read,commands,metadata.message:read,files:write,reactions:write,users:read';

/** Methods with the arguments their documentation lists. Others are refused, so that a misspelt one shows. */
const methods: Readonly<
  Record<string, { readonly args: readonly string[]; readonly handle: (call: SlackCall) => Reply }>
> = {
  'auth.test': {
    args: [],
    handle: ({ workspace }) => ok(botOf(workspace), { 'x-oauth-scopes': scopes, 'x-accepted-oauth-scopes': '' }),
  },
  'chat.postMessage': {
    args: [
      'channel',
      'text',
      'blocks',
      'attachments',
      'thread_ts',
      'reply_broadcast',
      'metadata',
      'unfurl_links',
      'unfurl_media',
      'mrkdwn',
      'parse',
      'link_names',
      'client_msg_id',
      'icon_emoji',
      'icon_url',
      'username',
    ],
    handle: postMessage,
  },
  'chat.update': {
    args: [
      'channel',
      'ts',
      'text',
      'blocks',
      'attachments',
      'metadata',
      'parse',
      'link_names',
      'reply_broadcast',
      'file_ids',
      'unfurl_links',
      'unfurl_media',
    ],
    handle: updateMessage,
  },
  'chat.delete': { args: ['channel', 'ts'], handle: deleteMessage },
  'chat.postEphemeral': {
    args: ['channel', 'user', 'text', 'blocks', 'thread_ts', 'parse', 'link_names'],
    handle: postEphemeral,
  },
  'chat.getPermalink': { args: ['channel', 'message_ts'], handle: permalink },
  'conversations.join': { args: ['channel'], handle: join },
  'conversations.history': {
    args: ['channel', 'cursor', 'include_all_metadata', 'inclusive', 'latest', 'limit', 'oldest'],
    handle: history,
  },
  'conversations.replies': {
    args: ['channel', 'ts', 'cursor', 'include_all_metadata', 'inclusive', 'latest', 'limit', 'oldest'],
    handle: replies,
  },
  'conversations.info': { args: ['channel', 'include_locale', 'include_num_members'], handle: info },
  'conversations.members': { args: ['channel', 'cursor', 'limit'], handle: members },
  'users.info': { args: ['user', 'include_locale'], handle: userInfo },
  'users.lookupByEmail': { args: ['email'], handle: lookUpByEmail },
  'reactions.add': { args: ['channel', 'name', 'timestamp'], handle: react },
  'views.open': { args: ['trigger_id', 'view', 'interactivity_pointer'], handle: openView },
  'files.getUploadURLExternal': {
    args: ['filename', 'length', 'alt_text', 'alt_txt', 'snippet_type'],
    handle: uploadAddress,
  },
  'files.completeUploadExternal': {
    args: ['files', 'channel_id', 'channels', 'initial_comment', 'thread_ts', 'blocks'],
    handle: completeUpload,
  },
  'files.info': { args: ['file', 'cursor', 'limit', 'page', 'count'], handle: fileInfo },
};

/** Slack's Web API for one workspace in which our app is installed. */
export function slack(options: {
  readonly workspace: Workspace;
  readonly token: string;
  readonly now: () => number;
}): Vendor {
  const route = (method: 'GET' | 'POST', name: string): Route => ({
    method,
    path: `/api/${name}`,
    query: ['*'],
    handle: (request) => call(options, name, request),
  });
  return {
    name: 'slack',
    refusals: refusals(options.token),
    routes: [
      ...Object.keys(methods).flatMap((name) => [route('POST', name), route('GET', name)]),
      {
        method: 'POST',
        path: '/upload/:id',
        query: ['*'],
        handle: (request) => receiveUpload(options.workspace, request),
      },
      {
        method: 'POST',
        path: '/respond/:id',
        handle: (request) =>
          respond(options.workspace, request.params.id ?? '', jsonBody(request), options.now())
            ? { status: 200, body: 'ok' }
            : { status: 404, body: 'expired_url' },
      },
      {
        method: 'GET',
        path: '/files/:id',
        handle: ({ params }) => {
          const bytes = options.workspace.files.get(params.id ?? '')?.bytes;
          return bytes
            ? { status: 200, body: bytes, headers: { 'content-type': 'image/png' } }
            : { status: 404, body: 'no such file' };
        },
      },
    ],
  };
}

function call(
  { workspace, now }: { workspace: Workspace; now: () => number },
  name: string,
  request: VendorRequest,
): Reply {
  const method = methods[name];
  if (!method) return refused('unknown_method');
  try {
    const args = argumentsOf(request);
    const unknown = [...args.keys()].find(
      (authorization) => authorization !== 'token' && !method.args.includes(authorization),
    );
    if (unknown !== undefined) throw new SlackRefusal('invalid_arguments', [`[ERROR] unknown argument: ${unknown}`]);
    return method.handle({ workspace, args, now: now(), host: request.headers.host ?? '' });
  } catch (fault) {
    if (fault instanceof RateLimited) return limited(fault.seconds);
    if (fault instanceof SlackRefusal) return refused(fault.message, fault.messages);
    throw fault;
  }
}

function openView({ workspace, args }: SlackCall): Reply {
  const view = structure(args, 'view', 'invalid_arguments');
  if (!args.get('trigger_id')) throw new SlackRefusal('invalid_trigger');
  if (typeof view !== 'object' || view === null || (view as { type?: string }).type !== 'modal')
    throw new SlackRefusal('invalid_arguments');
  workspace.views.push(view);
  return ok({ view: { id: `V${workspace.views.length}`, ...view } });
}

const limited = (seconds: number): Reply => ({
  status: 429,
  body: { ok: false, error: 'ratelimited' },
  headers: { 'retry-after': String(seconds) },
});

const refusals = (token: string): Refusals => ({
  admit: (request) => {
    if (!request.path.startsWith('/api/')) return null;
    const authorization = request.headers.authorization;
    if (!authorization) return refused('not_authed');
    return authorization === `Bearer ${token}` ? null : refused('invalid_auth');
  },
  mismatch: () => refused('unknown_method'),
  tooMany: limited,
  broken: () => ({ status: 500, body: 'Internal Server Error' }),
});
