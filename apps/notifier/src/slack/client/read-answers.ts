import { z } from 'zod';
import { maxMemberPages } from '../../thresholds.ts';
import type { SeenMessage, SeenPage } from '../slack-workspace.ts';
import { textOf } from './call.ts';

/** Only what is looked at; a message of another shape is simply not ours. */
const Message = z.object({
  ts: z.string(),
  thread_ts: z.string().nullish(),
  bot_id: z.string().nullish(),
  metadata: z
    .object({ event_payload: z.object({ key: z.string() }).partial().nullish() })
    .partial()
    .nullish(),
  blocks: z.array(z.object({ block_id: z.string().nullish() })).nullish(),
});

/** One page of `conversations.history` or `.replies`. */
export function readSeen(answer: Readonly<Record<string, unknown>>): SeenPage {
  const messages = Array.isArray(answer.messages) ? answer.messages : [];
  const cursor = (answer.response_metadata as { next_cursor?: unknown } | undefined)?.next_cursor;
  return { messages: messages.flatMap(readMessage), cursor: textOf(cursor) };
}

function readMessage(message: unknown): SeenMessage[] {
  const read = Message.safeParse(message);
  if (!read.success) return [];
  const { ts, thread_ts, bot_id, metadata, blocks } = read.data;
  return [
    {
      ts,
      threadTs: thread_ts ?? null,
      botId: bot_id ?? null,
      markKey: metadata?.event_payload?.key ?? null,
      blockIds: (blocks ?? []).flatMap(({ block_id }) => (block_id ? [block_id] : [])),
    },
  ];
}

const Members = z.object({
  members: z.array(z.string()),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** Whether `user` is among the members, page by page. */
export async function readMembers(
  user: string,
  page: (cursor: string | undefined) => Promise<unknown>,
): Promise<boolean> {
  let cursor: string | undefined;
  for (let pages = 0; pages < maxMemberPages; pages++) {
    const read = Members.safeParse(await page(cursor));
    if (!read.success) return false;
    const { members, response_metadata } = read.data;
    if (members.includes(user)) return true;
    cursor = response_metadata?.next_cursor || undefined;
    if (!cursor) return false;
  }
  return false;
}
