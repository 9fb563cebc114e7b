import type { Investigation } from '@incidentfox/incident';
import { TryLater, type updateSlack } from '@incidentfox/jobs';
import type { z } from 'zod';
import { lastReported } from '../../last-reported.ts';
import { lateStartMs } from '../../thresholds.ts';
import { deliver } from '../deliver/deliver.ts';
import { type Delivered, forget, type WantedMessage } from '../deliver/outbox.ts';
import { type FindChannelDeps, findChannel, replacedChannel } from '../find-channel.ts';
import { rootMessage } from '../root-message/root-message.ts';
import { readMessageContext } from './message-context.ts';
import { syncThread } from './sync-thread.ts';
import { deliveryDeps, type UpdateDeps } from './update-deps.ts';

type Job = Pick<z.output<typeof updateSlack.payload>, 'stage' | 'channel'>;

const rootSlot = 'slack:root';

/** Posts or edits the root message, then its thread. Throws `TryLater` when Slack or the channel is not ready for it. */
export async function syncMessage(investigation: Investigation, job: Job, deps: UpdateDeps): Promise<void> {
  const channelDeps = findChannelDeps(deps);
  const channel = await findChannel(investigation, job.channel, channelDeps);
  if (!channel) {
    const fields = { investigationId: investigation.id };
    return deps.run.logger.warn(fields, 'no channel for this incident: the findings are in the timeline only');
  }
  const root = await syncIn(channel, investigation, job, deps);
  if (!('kind' in root) || root.kind !== 'closed') return;
  const replaced = await replacedChannel(investigation, channel, channelDeps);
  if (replaced) await syncIn(replaced, investigation, job, deps);
}

/** What became of the root message in this channel; its thread goes with it. */
async function syncIn(
  channel: string,
  investigation: Investigation,
  { stage }: Job,
  deps: UpdateDeps,
): Promise<Delivered> {
  const lowPriority = stage === 'progress' || stage === 'feedback';
  if (lowPriority) await throttleProgress(investigation, deps);
  const earlier = await lastReported(investigation, deps.investigations);
  const shown = investigation.report ? investigation : (earlier ?? investigation);
  const context = await readMessageContext(shown, channel, deps);
  const message = rootMessage(investigation, earlier, context);
  const mayStandSince = sinceWhenItMayStand(investigation, stage);
  const wanted = (slot: string, content: WantedMessage['message']): WantedMessage => ({
    slot,
    message: content,
    channel,
    investigationId: investigation.id,
    incidentId: investigation.incidentId,
    revision: investigation.revision,
    ...(mayStandSince !== null && { mayStandSince }),
  });

  const sync = async (): Promise<Delivered> => {
    const root = await deliverRoot({ ...wanted(rootSlot, message), lowPriority }, deps);
    if (!('at' in root) || root.status === 'edit_refused' || !investigation.report) return root;
    const inThread = (slot: string, reply: WantedMessage['message']): WantedMessage => {
      const { mayStandSince: _, ...inChannel } = wanted(slot, reply);
      return { ...inChannel, threadTs: root.at.ts, ...repliesMayStand(root.at.ts, investigation) };
    };
    if (root.status === 'not_editable' && !lowPriority) {
      const late = inThread(`slack:late:r${investigation.revision}`, message);
      await deliver({ ...late, broadcast: true }, deliveryDeps(deps));
    }
    const thread = { earlier, context, wanted: inThread };
    return (await syncThread(investigation, investigation.report, thread, deps)) === 'orphaned'
      ? { status: 'orphaned', reason: '' }
      : root;
  };
  const first = await sync();
  if (first.status !== 'orphaned') return first;
  // Somebody deleted the root message: a reply has shown it. Both come again.
  await forget(wanted(rootSlot, message), deliveryDeps(deps));
  return sync();
}

/** A message somebody deleted is posted again, once: the findings matter more than a tidy channel. */
async function deliverRoot(wanted: WantedMessage, deps: UpdateDeps): Promise<Delivered> {
  const first = await deliver(wanted, deliveryDeps(deps));
  return first.status === 'deleted' ? deliver(wanted, deliveryDeps(deps)) : first;
}

/**
 * Since when this incident's message may stand in its channel without the outbox knowing of it, because the records were lost
 * or belong to a team that had another name. Null for the first word of a run that a webhook began right after the incident:
 * looking would only make it later.
 */
function sinceWhenItMayStand(
  { incident, trigger, revision, queuedAt }: Investigation,
  stage: Job['stage'],
): number | null {
  const createdAt = Date.parse(incident?.createdAt ?? queuedAt);
  if (!Number.isFinite(createdAt)) return null;
  const isFresh = trigger.kind === 'webhook' && revision === 1 && stage === 'started';
  return isFresh && Date.parse(queuedAt) - createdAt < lateStartMs ? null : createdAt;
}

/** Under a message older than the run an earlier life of this installation may have said all this. */
function repliesMayStand(rootTs: string, { queuedAt }: Investigation): Pick<WantedMessage, 'mayStandSince'> {
  const postedAt = Number(rootTs) * 1000;
  return postedAt < Date.parse(queuedAt) ? { mayStandSince: postedAt } : {};
}

/** Live progress is coalesced: at most one edit in `progressIntervalMs`. */
async function throttleProgress(investigation: Investigation, deps: UpdateDeps): Promise<void> {
  const root = await deps.deliveries.read(investigation.id, rootSlot);
  const wait = root?.state === 'sent' ? Date.parse(root.attemptAt) + deps.timings.progressIntervalMs - deps.now() : 0;
  if (wait > 0)
    throw new TryLater(Math.min(wait, deps.timings.progressIntervalMs), 'the message was edited a moment ago');
}

function findChannelDeps({ deliveries, now, timings, team }: UpdateDeps): FindChannelDeps {
  return { deliveries, incidentIo: team.incidentIo, now, withinMs: timings.channelWithinMs };
}
