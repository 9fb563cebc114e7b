import { editMessage } from './edit-message.ts';
import { lookForEarlier } from './look-for-earlier.ts';
import { type Delivered, type DeliveryDeps, note, recordHere, type WantedMessage } from './outbox.ts';
import { parentDeleted, postMessage } from './post-message.ts';

/**
 * Brings one message to its channel, once, whatever happened before. The outbox says what is known:
 * `sent`: it is in the channel, edit it when the content differs.
 * `sending`: an attempt was made and its outcome is not known: look for the message, then adopt it or post.
 * nothing, `waiting` or `given_up`: it is not in the channel, post. Where the outbox may have been lost, look first all the same.
 * Throws `TryLater` when we have to wait, and `SlackProblem` (`ambiguous`) when the outcome is not known.
 */
export async function deliver(wanted: WantedMessage, deps: DeliveryDeps): Promise<Delivered> {
  const record = recordHere(await deps.deliveries.read(wanted.investigationId, wanted.slot), wanted);
  if (record?.state === 'sent') return editMessage(wanted, record, deps);
  const attempt = record ?? forgottenAttempt(wanted);
  if (attempt?.state === 'sending') {
    const found = await lookForEarlier(wanted, attempt, deps);
    if (found === 'orphaned') return parentDeleted(wanted, deps);
    if (found) {
      const adopted = { state: 'sent', externalId: found.ts, attemptAt: attempt.attemptAt } as const;
      return editMessage(wanted, await note(wanted, adopted, deps), deps);
    }
    // Should the pace put the post off now, the look need not be made again.
    await note(wanted, { state: 'waiting', reason: 'It was looked for, and it is not there.' }, deps);
  }
  return postMessage(wanted, deps);
}

/** An attempt the outbox may have known of before it was lost. */
function forgottenAttempt({ slot, mayStandSince }: WantedMessage) {
  if (mayStandSince === undefined) return null;
  const at = new Date(mayStandSince).toISOString();
  return { slot, state: 'sending', attemptAt: at, outsideAt: at } as const;
}
