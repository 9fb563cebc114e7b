import { createHash } from 'node:crypto';
import type { DeliveryRecord, DeliveryStore } from '@incidentfox/investigations';
import type { JobLogger } from '@incidentfox/jobs';
import type { Pace } from '../pace.ts';
import type { SlackMessage } from '../slack-message.ts';
import type { MessageMark, PostedMessage, SlackWorkspace } from '../slack-workspace.ts';
import { keyTag } from './find-own-message.ts';

export interface WantedMessage {
  /** `slack:root`, `slack:thread:evidence`: what this message is, once per incident. */
  readonly slot: string;
  readonly investigationId: string;
  readonly revision: number;
  readonly channel: string;
  readonly threadTs?: string;
  /** A reply that is also shown in the channel. */
  readonly broadcast?: boolean;
  readonly message: SlackMessage;
  /** Live progress and counts of feedback: give way when Slack is busy. */
  readonly lowPriority?: boolean;
}

export interface DeliveryDeps {
  readonly workspace: SlackWorkspace;
  readonly deliveries: DeliveryStore;
  readonly pace: Pace;
  readonly logger: JobLogger;
  readonly now: () => number;
  /** How long after an attempt of unknown outcome we look for its message: it may appear late. */
  readonly settleMs: number;
}

/**
 * What became of a message. `delivered`: it is in the channel as wanted. `not_editable` (Slack allows no edit of it any more)
 * and `edit_refused`: it is in the channel with its former content. `deleted` and `refused`: it is not in the channel,
 * because somebody deleted it or Slack does not accept it.
 */
export type Delivered =
  | { readonly status: 'delivered' | 'not_editable' | 'edit_refused'; readonly at: PostedMessage }
  | { readonly status: 'deleted' | 'refused'; readonly reason: string };

/** Finds the message again in the channel; the same in every process. */
export function keyOf(wanted: Pick<WantedMessage, 'investigationId' | 'slot'>): string {
  return `${wanted.investigationId}:${wanted.slot}`;
}

export function markOf(wanted: WantedMessage): MessageMark {
  return { key: keyOf(wanted), investigationId: wanted.investigationId, revision: wanted.revision };
}

/** Written before and after every effect. The time of the attempt is set with each state but a finished look. */
export async function note(
  wanted: WantedMessage,
  fields: Pick<DeliveryRecord, 'state'> & Partial<DeliveryRecord>,
  deps: DeliveryDeps,
): Promise<DeliveryRecord> {
  const record: DeliveryRecord = {
    slot: wanted.slot,
    channel: wanted.channel,
    attemptAt: new Date(deps.now()).toISOString(),
    ...fields,
  };
  await deps.deliveries.write(wanted.investigationId, record);
  return record;
}

export function hashOf(message: SlackMessage): string {
  return createHash('sha256')
    .update(JSON.stringify([message.text, message.blocks]))
    .digest('hex')
    .slice(0, 16);
}

/** The message with its key's hash in the first block's id; the id changes with the content, as Slack asks of edits. */
export function tagged(wanted: WantedMessage): SlackMessage {
  const [first, ...rest] = wanted.message.blocks;
  if (!first) return wanted.message;
  return {
    text: wanted.message.text,
    blocks: [{ ...first, block_id: `${keyTag(keyOf(wanted))}${hashOf(wanted.message)}` }, ...rest],
  };
}

/** When this incident last posted in the channel (epoch ms), from the outbox: so that a restart does not forget. */
export async function lastPostIn(wanted: WantedMessage, deps: DeliveryDeps): Promise<number | null> {
  const records = await deps.deliveries.readAll(wanted.investigationId);
  const times = records
    .filter((record) => record.channel === wanted.channel && record.slot.startsWith('slack:'))
    .map((record) =>
      record.state === 'sent'
        ? Number(record.externalId) * 1000
        : record.state === 'sending'
          ? Date.parse(record.attemptAt)
          : Number.NaN,
    )
    .filter((time) => Number.isFinite(time));
  return times.length > 0 ? Math.max(...times) : null;
}
