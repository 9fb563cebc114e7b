import type { KnownBlock } from '@slack/types';
import { WebClient } from '@slack/web-api';
import { sharedCacheMs, slackTimeoutMs } from '../thresholds.ts';
import { readMembers, readSeen } from './read-answers.ts';
import { silentLogger } from './silent-logger.ts';
import { SlackProblem, type SlackProblemKind, toSlackProblem } from './slack-problem.ts';
import type { MessageMark, SlackWorkspace } from './slack-workspace.ts';

const markEventType = 'incidentfox_message';

export interface WorkspaceOptions {
  readonly apiUrl: string;
  readonly token: () => string;
  /** Reads the token anew after Slack refused it; true when there is another one to try. */
  readonly renewToken?: () => Promise<boolean>;
  readonly timeoutMs?: number;
  readonly now?: () => number;
  /** Called after every call with how it ended: `ok`, or the kind of problem. */
  readonly onCall?: (method: string, outcome: 'ok' | SlackProblemKind) => void;
}

/**
 * Slack's Web API with its own retries off: the default client posts the same message again when an answer is lost. The
 * queue tries again, after looking.
 */
export function connectWorkspace(options: WorkspaceOptions): SlackWorkspace {
  let current: { token: string; client: WebClient } | undefined;
  // A rotated token is used from the next call on; it travels in the header only.
  const clientFor = (token: string): WebClient => {
    if (current?.token !== token) current = { token, client: connect(token, options) };
    return current.client;
  };
  const once: Call = async (method, args) => {
    try {
      const answer = await clientFor(options.token()).apiCall(method, args);
      options.onCall?.(method, 'ok');
      return answer as unknown as Record<string, unknown>;
    } catch (thrown) {
      const problem = toSlackProblem(thrown);
      options.onCall?.(method, problem.kind);
      throw problem;
    }
  };
  // A refused token did nothing: after a rotation the same call is made once more with the new one.
  const call: Call = async (method, args) => {
    try {
      return await once(method, args);
    } catch (problem) {
      if (!(problem instanceof SlackProblem) || !tokenRefused.has(problem.code)) throw problem;
      if (!(await options.renewToken?.().catch(() => false))) throw problem;
      return once(method, args);
    }
  };
  return { ...messageCalls(call), ...channelCalls(call, options.now ?? Date.now) };
}

const tokenRefused = new Set(['invalid_auth', 'token_revoked', 'token_expired', 'not_authed']);

function connect(token: string, options: WorkspaceOptions): WebClient {
  return new WebClient(token, {
    slackApiUrl: options.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: options.timeoutMs ?? slackTimeoutMs,
    allowAbsoluteUrls: false,
    // Every outcome is thrown and logged by us; the client's own lines would bypass our log.
    logger: silentLogger,
  });
}

type Call = (method: string, args: Record<string, unknown>) => Promise<Record<string, unknown>>;

/** Nothing in the text is parsed into links or mentions, and nothing is unfurled. */
const literally = { parse: 'none', link_names: false };

function messageCalls(call: Call): Pick<SlackWorkspace, 'post' | 'update' | 'whisper' | 'openModal'> {
  return {
    post: async ({ channel, threadTs, broadcast }, message, mark) => {
      const answer = await call('chat.postMessage', {
        channel,
        ...(threadTs && { thread_ts: threadTs }),
        ...(threadTs && broadcast && { reply_broadcast: true }),
        ...content(message),
        ...literally,
        mrkdwn: false,
        unfurl_links: false,
        unfurl_media: false,
        metadata: metadata(mark),
      });
      // Without a time we cannot find it again: as good as no answer.
      if (typeof answer.ts !== 'string') throw new SlackProblem('ambiguous', 'no_ts');
      return { channel: text(answer.channel) ?? channel, ts: answer.ts };
    },
    update: async ({ channel, ts }, message, mark) => {
      const { text, blocks } = message;
      await call('chat.update', { channel, ts, text, blocks, ...literally, metadata: metadata(mark) });
    },
    whisper: async ({ channel, user, threadTs }, message) => {
      await call('chat.postEphemeral', {
        channel,
        user,
        ...(threadTs && { thread_ts: threadTs }),
        ...content(message),
        ...literally,
      });
    },
    openModal: async (triggerId, view) => {
      await call('views.open', { trigger_id: triggerId, view });
    },
  };
}

/** The plain form has no blocks; an edit must say so, to take the old ones away. */
function content(message: { text: string; blocks?: readonly KnownBlock[] }) {
  return { text: message.text, ...(message.blocks?.length && { blocks: message.blocks }) };
}

function metadata(mark: MessageMark) {
  return {
    event_type: markEventType,
    event_payload: { key: mark.key, investigation: mark.investigationId, revision: mark.revision },
  };
}

function channelCalls(
  call: Call,
  now: () => number,
): Pick<SlackWorkspace, 'join' | 'seen' | 'isShared' | 'isMember' | 'me'> {
  let me: Promise<{ botId: string | null; userId: string | null }> | undefined;
  const shared = new Map<string, { until: number; answer: boolean }>();
  return {
    join: async (channel) => {
      await call('conversations.join', { channel });
    },
    seen: async ({ channel, threadTs, from, to }) => {
      const range = {
        oldest: slackTime(from),
        latest: slackTime(to),
        inclusive: true,
        limit: 15,
        include_all_metadata: true,
      };
      const answer = threadTs
        ? await call('conversations.replies', { channel, ts: threadTs, ...range })
        : await call('conversations.history', { channel, ...range });
      return readSeen(answer);
    },
    isShared: async (channel) => {
      const cached = shared.get(channel);
      if (cached && cached.until > now()) return cached.answer;
      const info = (await call('conversations.info', { channel })).channel as Record<string, unknown> | undefined;
      const answer = Boolean(info?.is_ext_shared || info?.is_pending_ext_shared);
      if (shared.size > 2000) shared.clear();
      shared.set(channel, { until: now() + sharedCacheMs, answer });
      return answer;
    },
    isMember: (channel, user) =>
      readMembers(user, (cursor) => call('conversations.members', { channel, limit: 200, ...(cursor && { cursor }) })),
    me: () => {
      me ??= call('auth.test', {}).then((answer) => ({ botId: text(answer.bot_id), userId: text(answer.user_id) }));
      me.catch(() => {
        me = undefined;
      });
      return me;
    },
  };
}

function slackTime(at: number): string {
  return (at / 1000).toFixed(6);
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
