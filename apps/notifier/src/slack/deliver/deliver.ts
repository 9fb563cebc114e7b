import type { DeliveryRecord } from '@incidentfox/investigations';
import { TryLater } from '@incidentfox/jobs';
import { SlackProblem } from '../slack-problem.ts';
import { editMessage } from './edit-message.ts';
import { findOwnMessage } from './find-own-message.ts';
import { type Delivered, type DeliveryTools, keyOf, note, type WantedMessage } from './outbox.ts';
import { postMessage } from './post-message.ts';

/**
 * Brings one message to where it belongs, once, whatever happened before. The outbox says what is known:
 * `sent`: it stands there, edit it when the content differs.
 * `sending`: an attempt was made and its end is not known: look, then adopt what is there or post.
 * nothing, `waiting` or `given_up`: it is not there, post.
 * Throws `TryLater` when we have to wait, and `SlackProblem` (`ambiguous`) when the outcome is not known.
 */
export async function deliver(wanted: WantedMessage, tools: DeliveryTools): Promise<Delivered> {
  const record = await tools.deliveries.read(wanted.investigationId, wanted.slot);
  if (record?.state === 'sent') return editMessage(wanted, record, tools);
  if (record?.state === 'sending') {
    const found = await look(wanted, record, tools);
    if (found) return editMessage(wanted, found, tools);
  }
  return postMessage(wanted, tools);
}

async function look(
  wanted: WantedMessage,
  record: DeliveryRecord,
  tools: DeliveryTools,
): Promise<DeliveryRecord | null> {
  const attemptAt = Date.parse(record.attemptAt);
  const early = attemptAt + tools.settleMs - tools.now();
  if (early > 0) throw new TryLater(early, 'an earlier attempt may still appear');
  const ts = await search(wanted, attemptAt, tools);
  tools.logger.info({ slot: wanted.slot, found: ts !== null }, 'looked for a message whose answer was lost');
  return ts === null ? null : note(wanted, { state: 'sent', externalId: ts, attemptAt: record.attemptAt }, tools);
}

/** Where looking is not allowed (a missing scope) the message counts as not there: saying it twice is better than never. */
async function search(wanted: WantedMessage, attemptAt: number, tools: DeliveryTools): Promise<string | null> {
  try {
    return await findOwnMessage(tools.workspace, {
      channel: wanted.channel,
      threadTs: wanted.threadTs,
      key: keyOf(wanted),
      attemptAt,
    });
  } catch (problem) {
    if (!(problem instanceof SlackProblem)) throw problem;
    if (problem.kind === 'limited') throw tools.pace.limited(wanted.channel, problem.retryAfterMs);
    if (problem.kind === 'ambiguous') throw problem;
    tools.logger.warn({ code: problem.code, slot: wanted.slot }, 'cannot look for an earlier message in this channel');
    return null;
  }
}
