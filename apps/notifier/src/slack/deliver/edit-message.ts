import type { DeliveryRecord } from '@incidentfox/investigations';
import { explain, SlackProblem } from '../slack-problem.ts';
import { type Delivered, type DeliveryTools, hashOf, markOf, note, type WantedMessage } from './outbox.ts';
import { sendable, withPlainFallback } from './sendable.ts';

/** Edits in place when the content differs from what was last sent. Doing it twice does no harm. */
export async function editMessage(
  wanted: WantedMessage,
  record: DeliveryRecord,
  tools: DeliveryTools,
): Promise<Delivered> {
  const at = { channel: record.channel ?? wanted.channel, ts: record.externalId ?? '' };
  const contentHash = hashOf(wanted.message);
  if (record.contentHash === contentHash) return { at };
  tools.pace.beforeUpdate(at.channel, wanted.calm ?? false);
  try {
    await withPlainFallback(sendable(wanted, tools), tools, (form) => tools.workspace.update(at, form, markOf(wanted)));
  } catch (problem) {
    if (!(problem instanceof SlackProblem)) throw problem;
    return afterNo(wanted, record, problem, tools);
  }
  await note(wanted, { state: 'sent', externalId: at.ts, channel: at.channel, contentHash }, tools);
  return { at };
}

async function afterNo(
  wanted: WantedMessage,
  record: DeliveryRecord,
  problem: SlackProblem,
  tools: DeliveryTools,
): Promise<Delivered> {
  const reason = explain(problem);
  switch (problem.kind) {
    case 'ambiguous':
      throw problem;
    case 'limited':
      throw tools.pace.limited(wanted.channel, problem.retryAfterMs);
    case 'gone':
      await note(wanted, { state: 'waiting', reason: 'The message was deleted in Slack.' }, tools);
      return { not: 'gone', reason };
    default:
      // It still stands there, with the content it had.
      await note(wanted, { ...record, state: 'sent', reason }, tools);
      tools.logger.warn(
        { slot: wanted.slot, channel: wanted.channel, code: problem.code, reason },
        'a message was not edited in Slack',
      );
      return {
        at: { channel: record.channel ?? wanted.channel, ts: record.externalId ?? '' },
        stale: problem.kind === 'frozen' ? 'frozen' : 'refused',
      };
  }
}
