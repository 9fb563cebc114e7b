import { limitFaults } from '../limits/limit-faults.ts';
import type { SlackMessage } from '../slack-message.ts';
import { SlackProblem } from '../slack-problem.ts';
import { type DeliveryDeps, tagged, type WantedMessage } from './outbox.ts';

/** Every message passes Slack's documented limits here before it leaves. A message that breaks them is sent as plain text. */
export function sendable(wanted: WantedMessage, deps: Pick<DeliveryDeps, 'logger'>): SlackMessage {
  const message = tagged(wanted);
  const faults = limitFaults(message);
  if (faults.length === 0) return message;
  deps.logger.error(
    { slot: wanted.slot, faults: faults.slice(0, 5) },
    'message breaks the limits of Slack: sending it as plain text',
  );
  return plain(message);
}

/** Slack may know a rule we do not: then the same text is sent once more, without blocks. */
export async function withPlainFallback<T>(
  message: SlackMessage,
  deps: Pick<DeliveryDeps, 'logger'>,
  send: (form: SlackMessage) => Promise<T>,
): Promise<T> {
  try {
    return await send(message);
  } catch (problem) {
    if (!(problem instanceof SlackProblem) || problem.kind !== 'unrenderable' || message.blocks.length === 0)
      throw problem;
    deps.logger.error(
      { code: problem.code, details: problem.details.slice(0, 5) },
      'blocks refused by Slack: sending plain text instead',
    );
    return send(plain(message));
  }
}

function plain(message: SlackMessage): SlackMessage {
  return { text: message.text, blocks: [] };
}
