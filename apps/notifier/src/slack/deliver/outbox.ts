import { createHash } from 'node:crypto';
import type { DeliveryRecord, DeliveryStore } from '@incidentfox/investigations';
import type { JobLogger } from '@incidentfox/jobs';
import type { Pace } from '../pace.ts';
import type { SlackMessage } from '../slack-message.ts';
import type { SlackProblemKind } from '../slack-problem.ts';
import type { MessageMark, PostedMessage, SlackWorkspace } from '../slack-workspace.ts';
import { keyTag } from './find-own-message.ts';

export interface WantedMessage {
  /** `slack:root`, `slack:thread:evidence`: what this message is, once per incident. */
  readonly slot: string;
  readonly investigationId: string;
  readonly incidentId: string;
  readonly revision: number;
  readonly channel: string;
  readonly threadTs?: string;
  /** A reply that is also shown in the channel. */
  readonly broadcast?: boolean;
  readonly message: SlackMessage;
  /**
   * Epoch ms. Set where the message may stand in the channel although the outbox does not know of it (the records were lost):
   * then it is looked for, from this time on, before it is posted for the first time.
   */
  readonly mayStandSince?: number;
  /** Live progress and counts of feedback: give way when Slack is busy. */
  readonly lowPriority?: boolean;
}

export interface DeliveryDeps {
  readonly workspace: SlackWorkspace;
  readonly deliveries: DeliveryStore;
  readonly pace: Pace;
  readonly logger: JobLogger;
  readonly now: () => number;
  /** False for a message of a team that is no longer configured: it was renamed, and what it posted is ours. */
  readonly isOtherTeam: (team: string) => boolean;
  /** How long after an attempt of unknown outcome we look for its message: it may appear late. */
  readonly settleMs: number;
}

/**
 * What became of a message. `delivered`: it is in the channel as wanted. `not_editable` (Slack allows no edit of it any more)
 * and `edit_refused`: it is in the channel with its former content. `deleted` and `refused`: it is not in the channel,
 * because somebody deleted it or Slack does not accept it. `orphaned`: nor is what it replies to.
 */
export type Delivered =
  | { readonly status: 'delivered' | 'not_editable'; readonly at: PostedMessage }
  | { readonly status: 'edit_refused'; readonly at: PostedMessage; readonly kind: SlackProblemKind }
  | { readonly status: 'refused'; readonly reason: string; readonly kind: SlackProblemKind }
  | { readonly status: 'deleted' | 'orphaned'; readonly reason: string };

/** Finds the message again in the channel; the same in every process. */
export function keyOf(wanted: Pick<WantedMessage, 'investigationId' | 'slot'>): string {
  return `${wanted.investigationId}:${wanted.slot}`;
}

export function markOf(wanted: WantedMessage): MessageMark {
  return { key: keyOf(wanted), investigationId: wanted.investigationId, revision: wanted.revision };
}

/**
 * The team of a key that stands for the same message of the same incident, or null: investigations are called
 * `inv-<team>-<incident id>`.
 */
export function teamOfKey(key: string, wanted: Pick<WantedMessage, 'incidentId' | 'slot'>): string | null {
  const ending = `-${wanted.incidentId}:${wanted.slot}`;
  return key.startsWith('inv-') && key.endsWith(ending) ? key.slice('inv-'.length, -ending.length) : null;
}

/** Null for a record of the same slot in another channel or under another message: there is nothing here yet. */
export function recordHere(record: DeliveryRecord | null, wanted: WantedMessage): DeliveryRecord | null {
  if (record?.channel !== undefined && record.channel !== wanted.channel) return null;
  if (record?.threadTs !== undefined && record.threadTs !== wanted.threadTs) return null;
  return record;
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
    ...(wanted.threadTs && { threadTs: wanted.threadTs }),
    attemptAt: new Date(deps.now()).toISOString(),
    ...(fields.state === 'sending' && outsideNow(deps)),
    ...fields,
  };
  await deps.deliveries.write(wanted.investigationId, record);
  return record;
}

/** The message is known not to be in the channel any more. */
export async function forget(wanted: WantedMessage, deps: DeliveryDeps): Promise<void> {
  await note(wanted, { state: 'waiting', reason: 'The message was deleted in Slack.' }, deps);
}

function outsideNow({ workspace }: DeliveryDeps): Pick<DeliveryRecord, 'outsideAt'> {
  const now = workspace.now();
  return now === null ? {} : { outsideAt: new Date(now).toISOString() };
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

/** When this incident last posted in the channel (epoch ms, our clock), from the outbox: so that a restart does not forget. */
export async function lastPostIn(wanted: WantedMessage, deps: DeliveryDeps): Promise<number | null> {
  const records = await deps.deliveries.readAll(wanted.investigationId);
  const slackAheadMs = (deps.workspace.now() ?? deps.now()) - deps.now();
  const postedAt = ({ state, externalId, attemptAt }: DeliveryRecord): number => {
    if (state === 'sent') return Number(externalId) * 1000 - slackAheadMs;
    return state === 'sending' ? Date.parse(attemptAt) : Number.NaN;
  };
  const times = records
    .filter((record) => record.channel === wanted.channel && record.slot.startsWith('slack:'))
    .map(postedAt)
    .filter((time) => Number.isFinite(time));
  return times.length > 0 ? Math.max(...times) : null;
}
