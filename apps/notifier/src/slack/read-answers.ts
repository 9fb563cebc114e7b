import { z } from 'zod';
import { maxMemberPages } from '../thresholds.ts';
import type { SeenMessage } from './slack-workspace.ts';

/** Only what is looked at; a message of another shape is simply not ours. */
const Message = z.object({
  ts: z.string(),
  bot_id: z.string().nullish(),
  metadata: z
    .object({ event_payload: z.object({ key: z.string() }).partial().nullish() })
    .partial()
    .nullish(),
  blocks: z.array(z.object({ block_id: z.string().nullish() })).nullish(),
});

/** Messages of `conversations.history` or `.replies`. */
export function readSeen(answer: Readonly<Record<string, unknown>>): SeenMessage[] {
  const messages = Array.isArray(answer.messages) ? answer.messages : [];
  return messages.flatMap((message) => {
    const read = Message.safeParse(message);
    if (!read.success) return [];
    const { ts, bot_id, metadata, blocks } = read.data;
    return [
      {
        ts,
        botId: bot_id ?? null,
        markKey: metadata?.event_payload?.key ?? null,
        blockIds: (blocks ?? []).flatMap(({ block_id }) => (block_id ? [block_id] : [])),
      },
    ];
  });
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
