import type { SlackMessage } from '../slack-message.ts';
import { explain, isUnclear, SlackProblem } from '../slack-problem.ts';
import type { PostedMessage } from '../slack-workspace.ts';
import { type Delivered, type DeliveryDeps, hashOf, lastPostIn, markOf, note, type WantedMessage } from './outbox.ts';
import { sendable, withPlainFallback } from './sendable.ts';

/**
 * Posts, with the outbox saying `sending` before and the outcome after. An answer that is lost leaves `sending` behind, so
 * that the next attempt looks first; a clear refusal is recorded.
 */
export async function postMessage(wanted: WantedMessage, deps: DeliveryDeps): Promise<Delivered> {
  const message = sendable(wanted, deps);
  deps.pace.beforePost(wanted.channel, await lastPostIn(wanted, deps));
  try {
    await note(wanted, { state: 'sending' }, deps);
    return await send(wanted, message, deps);
  } finally {
    deps.pace.afterPost(wanted.channel);
  }
}

async function send(wanted: WantedMessage, message: SlackMessage, deps: DeliveryDeps): Promise<Delivered> {
  try {
    const at = await withPlainFallback(message, deps, (form) => joinIfOutside(wanted, deps, form));
    if (at.isLoose) return await takeBack(wanted, at, deps);
    await note(wanted, { state: 'sent', externalId: at.ts, contentHash: hashOf(wanted.message) }, deps);
    return { status: 'delivered', at: { channel: wanted.channel, ts: at.ts } };
  } catch (problem) {
    if (!(problem instanceof SlackProblem)) throw problem;
    return onRefusal(wanted, problem, deps);
  }
}

/** A reply that landed in the channel goes, and comes again under a new message. Where taking back is refused it stays. */
async function takeBack(wanted: WantedMessage, at: PostedMessage, deps: DeliveryDeps): Promise<Delivered> {
  try {
    await deps.workspace.remove(at);
  } catch (problem) {
    if (!(problem instanceof SlackProblem) || isUnclear(problem) || problem.kind === 'limited') throw problem;
    deps.logger.warn(
      { slot: wanted.slot, code: problem.code },
      'a reply stands outside its thread and cannot be removed',
    );
  }
  return parentDeleted(wanted, deps);
}

export async function parentDeleted(wanted: WantedMessage, deps: DeliveryDeps): Promise<Delivered> {
  const reason = 'The message it replies to was deleted in Slack.';
  await note(wanted, { state: 'waiting', reason }, deps);
  return { status: 'orphaned', reason };
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
  if (isUnclear(problem)) throw problem;
  if (problem.kind === 'limited') {
    await note(wanted, { state: 'waiting', reason: 'Slack asked us to wait' }, deps);
    throw deps.pace.limited(wanted.channel, problem.retryAfterMs);
  }
  if (problem.code === 'thread_not_found') return parentDeleted(wanted, deps);
  const reason = explain(problem);
  await note(wanted, { state: 'given_up', reason }, deps);
  deps.logger.warn(
    { slot: wanted.slot, channel: wanted.channel, code: problem.code, reason },
    'message not posted to Slack',
  );
  return problem.kind === 'gone' ? { status: 'deleted', reason } : { status: 'refused', reason, kind: problem.kind };
}
