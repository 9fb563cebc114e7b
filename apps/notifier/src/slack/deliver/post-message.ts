import type { SlackMessage } from '../slack-message.ts';
import { explain, SlackProblem } from '../slack-problem.ts';
import { type Delivered, type DeliveryDeps, hashOf, lastPostIn, markOf, note, type WantedMessage } from './outbox.ts';
import { sendable, withPlainFallback } from './sendable.ts';

/**
 * Posts, with the outbox saying `sending` before and the outcome after. An answer that is lost leaves `sending` behind, so
 * that the next attempt looks first; a clear refusal is recorded.
 */
export async function postMessage(wanted: WantedMessage, deps: DeliveryDeps): Promise<Delivered> {
  const message = sendable(wanted, deps);
  deps.pace.beforePost(wanted.channel, await lastPostIn(wanted, deps));
  await note(wanted, { state: 'sending' }, deps);
  try {
    const at = await withPlainFallback(message, deps, (form) => joinIfOutside(wanted, deps, form));
    await note(
      wanted,
      { state: 'sent', externalId: at.ts, channel: at.channel, contentHash: hashOf(wanted.message) },
      deps,
    );
    return { status: 'delivered', at };
  } catch (problem) {
    if (!(problem instanceof SlackProblem)) throw problem;
    return onRefusal(wanted, problem, deps);
  }
}

async function joinIfOutside(wanted: WantedMessage, deps: DeliveryDeps, form: SlackMessage) {
  const { channel, threadTs, broadcast } = wanted;
  const send = () =>
    deps.workspace.post(
      { channel, ...(threadTs && { threadTs }), ...(broadcast && { broadcast }) },
      form,
      markOf(wanted),
    );
  try {
    return await send();
  } catch (problem) {
    if (!(problem instanceof SlackProblem) || problem.kind !== 'not_in_channel') throw problem;
    await deps.workspace.join(channel);
    return send();
  }
}

async function onRefusal(wanted: WantedMessage, problem: SlackProblem, deps: DeliveryDeps): Promise<Delivered> {
  if (problem.kind === 'ambiguous') throw problem;
  if (problem.kind === 'limited') {
    await note(wanted, { state: 'waiting', reason: 'Slack asked us to wait' }, deps);
    throw deps.pace.limited(wanted.channel, problem.retryAfterMs);
  }
  const reason = explain(problem);
  await note(wanted, { state: 'given_up', reason }, deps);
  deps.logger.warn(
    { slot: wanted.slot, channel: wanted.channel, code: problem.code, reason },
    'message not posted to Slack',
  );
  return { status: problem.kind === 'gone' ? 'deleted' : 'refused', reason };
}
