import type { Investigation } from '@incidentfox/incident';
import { TryLater, type updateSlack } from '@incidentfox/jobs';
import type { z } from 'zod';
import { lastReported } from '../../last-reported.ts';
import { deliver } from '../deliver/deliver.ts';
import type { Delivered, WantedMessage } from '../deliver/outbox.ts';
import { findChannel } from '../find-channel.ts';
import { rootMessage } from '../root-message/root-message.ts';
import { readMessageContext } from './message-context.ts';
import { syncThread } from './sync-thread.ts';
import { deliveryDeps, type UpdateDeps } from './update-deps.ts';

type Stage = z.output<typeof updateSlack.payload>['stage'];

/** Posts or edits the root message, then its thread. Throws `TryLater` when Slack or the channel is not ready for it. */
export async function syncMessage(investigation: Investigation, stage: Stage, deps: UpdateDeps): Promise<void> {
  const { deliveries, now, timings, team } = deps;
  const withinMs = timings.channelWithinMs;
  const channel = await findChannel(investigation, { deliveries, incidentIo: team.incidentIo, now, withinMs });
  if (!channel) {
    const fields = { investigationId: investigation.id };
    return deps.run.logger.warn(fields, 'no channel for this incident: the findings are in the timeline only');
  }
  const lowPriority = stage === 'progress' || stage === 'feedback';
  if (lowPriority) await throttleProgress(investigation, deps);

  const wanted = (slot: string, message: WantedMessage['message']) => ({
    slot,
    message,
    channel,
    investigationId: investigation.id,
    revision: investigation.revision,
  });
  const earlier = await lastReported(investigation, deps.investigations);
  const shown = investigation.report ? investigation : (earlier ?? investigation);
  const context = await readMessageContext(shown, channel, deps);
  const message = rootMessage(investigation, earlier, context);
  const root = await deliverRoot({ ...wanted('slack:root', message), lowPriority }, deps);
  if (!('at' in root) || root.status === 'edit_refused' || !investigation.report) return;
  const inThread = (slot: string, reply: WantedMessage['message']) => ({
    ...wanted(slot, reply),
    threadTs: root.at.ts,
  });
  if (root.status === 'not_editable' && !lowPriority) {
    const late = inThread(`slack:late:r${investigation.revision}`, message);
    await deliver({ ...late, broadcast: true }, deliveryDeps(deps));
  }
  await syncThread(investigation, investigation.report, { earlier, context, wanted: inThread }, deps);
}

/** A message somebody deleted is posted again, once: the findings matter more than a tidy channel. */
async function deliverRoot(wanted: WantedMessage, deps: UpdateDeps): Promise<Delivered> {
  const first = await deliver(wanted, deliveryDeps(deps));
  return first.status === 'deleted' ? deliver(wanted, deliveryDeps(deps)) : first;
}

/** Live progress is coalesced: at most one edit in `progressIntervalMs`. */
async function throttleProgress(investigation: Investigation, deps: UpdateDeps): Promise<void> {
  const root = await deps.deliveries.read(investigation.id, 'slack:root');
  const wait = root?.state === 'sent' ? Date.parse(root.attemptAt) + deps.timings.progressIntervalMs - deps.now() : 0;
  if (wait > 0) throw new TryLater(wait, 'the message was edited a moment ago');
}
