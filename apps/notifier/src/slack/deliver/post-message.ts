import type { SlackMessage } from '../message.ts';
import { explain, SlackProblem } from '../slack-problem.ts';
import { type Delivered, type DeliveryTools, hashOf, lastPostIn, markOf, note, type WantedMessage } from './outbox.ts';
import { sendable, withPlainFallback } from './sendable.ts';

/**
 * Posts, with the outbox saying `sending` before and the outcome after. An answer that is lost leaves `sending` behind, so
 * that the next attempt looks first; a clear no is written down.
 */
export async function postMessage(wanted: WantedMessage, tools: DeliveryTools): Promise<Delivered> {
  const message = sendable(wanted, tools);
  tools.pace.beforePost(wanted.channel, await lastPostIn(wanted, tools));
  await note(wanted, { state: 'sending' }, tools);
  try {
    const at = await withPlainFallback(message, tools, (form) => joinIfOutside(wanted, tools, form));
    await note(
      wanted,
      { state: 'sent', externalId: at.ts, channel: at.channel, contentHash: hashOf(wanted.message) },
      tools,
    );
    return { at };
  } catch (problem) {
    if (!(problem instanceof SlackProblem)) throw problem;
    return afterNo(wanted, problem, tools);
  }
}

async function joinIfOutside(wanted: WantedMessage, tools: DeliveryTools, form: SlackMessage) {
  const { channel, threadTs, broadcast } = wanted;
  const send = () =>
    tools.workspace.post(
      { channel, ...(threadTs && { threadTs }), ...(broadcast && { broadcast }) },
      form,
      markOf(wanted),
    );
  try {
    return await send();
  } catch (problem) {
    if (!(problem instanceof SlackProblem) || problem.kind !== 'not_in_channel') throw problem;
    await tools.workspace.join(channel);
    return send();
  }
}

async function afterNo(wanted: WantedMessage, problem: SlackProblem, tools: DeliveryTools): Promise<Delivered> {
  if (problem.kind === 'ambiguous') throw problem;
  if (problem.kind === 'limited') {
    await note(wanted, { state: 'waiting', reason: 'Slack asked to wait' }, tools);
    throw tools.pace.limited(wanted.channel, problem.retryAfterMs);
  }
  const reason = explain(problem);
  await note(wanted, { state: 'given_up', reason }, tools);
  tools.logger.warn(
    { slot: wanted.slot, channel: wanted.channel, code: problem.code, reason },
    'a message was not posted to Slack',
  );
  return { not: problem.kind === 'gone' ? 'gone' : 'refused', reason };
}
