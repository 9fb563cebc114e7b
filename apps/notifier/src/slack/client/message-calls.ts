import type { KnownBlock } from '@slack/types';
import { SlackProblem } from '../slack-problem.ts';
import type { MessageMark, SlackWorkspace } from '../slack-workspace.ts';
import { type OutgoingCall, textOf } from './call.ts';

const markEventType = 'incidentfox_message';

/** Nothing in the text is parsed into links or mentions, and nothing is unfurled. */
const literally = { parse: 'none', link_names: false };

export function messageCalls(
  call: OutgoingCall,
): Pick<SlackWorkspace, 'post' | 'update' | 'remove' | 'whisper' | 'openModal'> {
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
      const isLoose = threadTs !== undefined && standsOutside(answer.message, threadTs);
      return { channel: textOf(answer.channel) ?? channel, ts: answer.ts, isLoose };
    },
    update: async ({ channel, ts }, message, mark) => {
      const { text, blocks } = message;
      await call('chat.update', { channel, ts, text, blocks, ...literally, metadata: metadata(mark) });
    },
    remove: async ({ channel, ts }) => {
      await call('chat.delete', { channel, ts });
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

/** Slack posts a reply to a deleted message as a message of its own, and says so only by leaving out the thread. */
function standsOutside(message: unknown, threadTs: string): boolean {
  if (typeof message !== 'object' || message === null) return false;
  return (message as { thread_ts?: unknown }).thread_ts !== threadTs;
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
