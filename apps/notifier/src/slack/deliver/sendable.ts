import { limitFaults } from '../limits/limit-faults.ts';
import type { SlackMessage } from '../message.ts';
import { SlackProblem } from '../slack-problem.ts';
import { type DeliveryTools, tagged, type WantedMessage } from './outbox.ts';

/** Every message passes Slack's documented limits here before it leaves. What breaks them is still said, in plain text. */
export function sendable(wanted: WantedMessage, tools: Pick<DeliveryTools, 'logger'>): SlackMessage {
  const message = tagged(wanted);
  const faults = limitFaults(message);
  if (faults.length === 0) return message;
  tools.logger.error(
    { slot: wanted.slot, faults: faults.slice(0, 5) },
    'a message breaks the limits and goes as plain text',
  );
  return plain(message);
}

/** Slack may know a rule we do not: then the same words without blocks, once. */
export async function withPlainFallback<T>(
  message: SlackMessage,
  tools: Pick<DeliveryTools, 'logger'>,
  send: (form: SlackMessage) => Promise<T>,
): Promise<T> {
  try {
    return await send(message);
  } catch (problem) {
    if (!(problem instanceof SlackProblem) || problem.kind !== 'unrenderable' || message.blocks.length === 0)
      throw problem;
    tools.logger.error(
      { code: problem.code, details: problem.details.slice(0, 5) },
      'Slack refused the blocks, plain text goes instead',
    );
    return send(plain(message));
  }
}

function plain(message: SlackMessage): SlackMessage {
  return { text: message.text, blocks: [] };
}
