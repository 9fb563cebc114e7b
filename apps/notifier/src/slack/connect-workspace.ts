import { LogLevel, WebClient } from '@slack/web-api';
import type { SlackMessage } from './message.ts';
import { readMembers, readSeen } from './read-answers.ts';
import { toSlackProblem } from './slack-problem.ts';
import type { MessageMark, SlackWorkspace } from './slack-workspace.ts';

export const markEventType = 'incidentfox_message';

/**
 * Slack's Web API with its own retries off: the default client posts the same message again when an answer is lost. The
 * queue tries again, after looking.
 */
export function connectWorkspace(options: {
  apiUrl: string;
  token: () => string;
  timeoutMs?: number;
  now?: () => number;
}): SlackWorkspace {
  let current: { token: string; client: WebClient } | undefined;
  // A rotated token is used from the next call on; it travels in the header only.
  const clientFor = (token: string): WebClient => {
    if (current?.token !== token) current = { token, client: connect(token, options) };
    return current.client;
  };
  const call: Call = async (method, args) => {
    try {
      return (await clientFor(options.token()).apiCall(method, args)) as unknown as Record<string, unknown>;
    } catch (thrown) {
      throw toSlackProblem(thrown);
    }
  };
  return { ...messageCalls(call), ...channelCalls(call, options.now ?? Date.now) };
}

function connect(token: string, options: { apiUrl: string; timeoutMs?: number }): WebClient {
  return new WebClient(token, {
    slackApiUrl: options.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: options.timeoutMs ?? 10_000,
    allowAbsoluteUrls: false,
    logLevel: LogLevel.ERROR,
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
      return { channel: String(answer.channel ?? channel), ts: String(answer.ts) };
    },
    update: async ({ channel, ts }, message, mark) => {
      await call('chat.update', { channel, ts, ...content(message), ...literally, metadata: metadata(mark) });
    },
    whisper: async ({ channel, user, threadTs }, message) => {
      await call('chat.postEphemeral', {
        channel,
        user,
        ...(threadTs && { thread_ts: threadTs }),
        ...content({ blocks: [], ...message }),
        ...literally,
      });
    },
    openModal: async (triggerId, view) => {
      await call('views.open', { trigger_id: triggerId, view });
    },
  };
}

/** No blocks at all means the plain form: an update must then also take the old blocks away. */
function content(message: SlackMessage) {
  return { text: message.text, blocks: message.blocks };
}

function metadata(mark: MessageMark) {
  return {
    event_type: markEventType,
    event_payload: { key: mark.key, investigation: mark.investigationId, revision: mark.revision },
  };
}

/** A channel may become shared during an incident; this is how late we may notice. */
const sharedIsKnownMs = 5 * 60_000;

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
      const known = shared.get(channel);
      if (known && known.until > now()) return known.answer;
      const info = (await call('conversations.info', { channel })).channel as Record<string, unknown> | undefined;
      const answer = Boolean(info?.is_ext_shared || info?.is_pending_ext_shared);
      if (shared.size > 2000) shared.clear();
      shared.set(channel, { until: now() + sharedIsKnownMs, answer });
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
