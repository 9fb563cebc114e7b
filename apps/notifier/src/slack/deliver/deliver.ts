import type { DeliveryRecord } from '@incidentfox/investigations';
import { TryLater } from '@incidentfox/jobs';
import { SlackProblem } from '../slack-problem.ts';
import { editMessage } from './edit-message.ts';
import { findOwnMessage } from './find-own-message.ts';
import { type Delivered, type DeliveryDeps, keyOf, note, type WantedMessage } from './outbox.ts';
import { postMessage } from './post-message.ts';

/**
 * Brings one message to its channel, once, whatever happened before. The outbox says what is known:
 * `sent`: it is in the channel, edit it when the content differs.
 * `sending`: an attempt was made and its outcome is not known: look for the message, then adopt it or post.
 * nothing, `waiting` or `given_up`: it is not in the channel, post.
 * Throws `TryLater` when we have to wait, and `SlackProblem` (`ambiguous`) when the outcome is not known.
 */
export async function deliver(wanted: WantedMessage, deps: DeliveryDeps): Promise<Delivered> {
  const record = await deps.deliveries.read(wanted.investigationId, wanted.slot);
  if (record?.state === 'sent') return editMessage(wanted, record, deps);
  if (record?.state === 'sending') {
    const found = await findEarlier(wanted, record, deps);
    if (found) return editMessage(wanted, found, deps);
  }
  return postMessage(wanted, deps);
}

async function findEarlier(
  wanted: WantedMessage,
  record: DeliveryRecord,
  deps: DeliveryDeps,
): Promise<DeliveryRecord | null> {
  const attemptAt = Date.parse(record.attemptAt);
  const early = attemptAt + deps.settleMs - deps.now();
  if (early > 0) throw new TryLater(early, 'an earlier attempt may still appear');
  const ts = await search(wanted, attemptAt, deps);
  deps.logger.info({ slot: wanted.slot, found: ts !== null }, 'looked for a message whose delivery was not confirmed');
  return ts === null ? null : note(wanted, { state: 'sent', externalId: ts, attemptAt: record.attemptAt }, deps);
}

/** Where looking is not allowed (a missing scope) the message counts as missing: posting it twice is better than never. */
async function search(wanted: WantedMessage, attemptAt: number, deps: DeliveryDeps): Promise<string | null> {
  try {
    return await findOwnMessage(deps.workspace, {
      channel: wanted.channel,
      threadTs: wanted.threadTs,
      key: keyOf(wanted),
      attemptAt,
    });
  } catch (problem) {
    if (!(problem instanceof SlackProblem)) throw problem;
    if (problem.kind === 'limited') throw deps.pace.limited(wanted.channel, problem.retryAfterMs);
    if (problem.kind === 'ambiguous') throw problem;
    deps.logger.warn({ code: problem.code, slot: wanted.slot }, 'cannot look for an earlier message in this channel');
    return null;
  }
}
