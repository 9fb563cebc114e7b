import type { DeliveryRecord } from '@incidentfox/investigations';
import { explain, SlackProblem } from '../slack-problem.ts';
import { type Delivered, type DeliveryDeps, forget, hashOf, markOf, note, type WantedMessage } from './outbox.ts';
import { sendable, withPlainFallback } from './sendable.ts';

/** Edits in place when the content differs from what was last sent. Doing it twice does no harm. */
export async function editMessage(
  wanted: WantedMessage,
  record: DeliveryRecord,
  deps: DeliveryDeps,
): Promise<Delivered> {
  const at = { channel: wanted.channel, ts: record.externalId ?? '' };
  const contentHash = hashOf(wanted.message);
  if (record.contentHash === contentHash) return { status: 'delivered', at };
  deps.pace.beforeUpdate(at.channel, wanted.lowPriority ?? false);
  try {
    await withPlainFallback(sendable(wanted, deps), deps, (form) => deps.workspace.update(at, form, markOf(wanted)));
  } catch (problem) {
    if (!(problem instanceof SlackProblem)) throw problem;
    return onRefusal(wanted, record, problem, deps);
  }
  await note(wanted, { state: 'sent', externalId: at.ts, contentHash }, deps);
  return { status: 'delivered', at };
}

async function onRefusal(
  wanted: WantedMessage,
  record: DeliveryRecord,
  problem: SlackProblem,
  deps: DeliveryDeps,
): Promise<Delivered> {
  const reason = explain(problem);
  const at = { channel: wanted.channel, ts: record.externalId ?? '' };
  switch (problem.kind) {
    case 'ambiguous':
    case 'unknown':
      throw problem;
    case 'limited':
      throw deps.pace.limited(wanted.channel, problem.retryAfterMs);
    case 'gone':
      await forget(wanted, deps);
      return { status: 'deleted', reason };
    default:
      // It is still in the channel, with the content it had.
      await note(wanted, { ...record, state: 'sent', reason }, deps);
      deps.logger.warn(
        { slot: wanted.slot, channel: wanted.channel, code: problem.code, reason },
        'message not edited in Slack',
      );
      return problem.kind === 'frozen'
        ? { status: 'not_editable', at }
        : { status: 'edit_refused', at, kind: problem.kind };
  }
}
