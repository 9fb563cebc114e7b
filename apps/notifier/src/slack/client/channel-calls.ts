import { maxMessagesOnPage, sharedCacheMs } from '../../thresholds.ts';
import type { SlackWorkspace } from '../slack-workspace.ts';
import { type OutgoingCall, textOf } from './call.ts';
import { readMembers, readSeen } from './read-answers.ts';

export function channelCalls(
  call: OutgoingCall,
  now: () => number,
): Pick<SlackWorkspace, 'join' | 'seen' | 'isShared' | 'isMember' | 'me'> {
  let me: Promise<{ botId: string | null; userId: string | null }> | undefined;
  const shared = new Map<string, { until: number; answer: boolean }>();
  return {
    join: async (channel) => {
      await call('conversations.join', { channel });
    },
    seen: async ({ channel, threadTs, oldest, latest, cursor }) => {
      const args = {
        channel,
        oldest,
        ...(latest && { latest }),
        inclusive: true,
        limit: maxMessagesOnPage,
        include_all_metadata: true,
        ...(cursor && { cursor }),
      };
      const answer = threadTs
        ? await call('conversations.replies', { ts: threadTs, ...args })
        : await call('conversations.history', args);
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
      me ??= call('auth.test', {}).then((answer) => ({ botId: textOf(answer.bot_id), userId: textOf(answer.user_id) }));
      me.catch(() => {
        me = undefined;
      });
      return me;
    },
  };
}
