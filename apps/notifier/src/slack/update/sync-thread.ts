import type { Investigation, Report } from '@incidentfox/incident';
import { deliver } from '../deliver/deliver.ts';
import { recordHere, type WantedMessage } from '../deliver/outbox.ts';
import type { MessageContext, SlackMessage } from '../slack-message.ts';
import { findingsAnnouncement, isAnnounced } from '../thread/findings-announcement.ts';
import { isNewConclusion, newConclusionMessage } from '../thread/new-conclusion.ts';
import { outdatedReply, threadParts, threadReplies } from '../thread/thread-replies.ts';
import { deliveryDeps, type UpdateDeps } from './update-deps.ts';

interface Thread {
  /** The last run before this one that had findings. */
  readonly earlier: Investigation | null;
  readonly context: MessageContext;
  readonly wanted: (slot: string, message: SlackMessage) => WantedMessage;
}

/**
 * What does not fit the root message, at most three replies a run; and the first findings of a severe incident and every changed
 * conclusion, each in one line that is shown in the channel too.
 * `orphaned` when the root message turns out to be deleted.
 */
export async function syncThread(
  investigation: Investigation,
  report: Report,
  { earlier, context, wanted }: Thread,
  deps: UpdateDeps,
): Promise<'complete' | 'orphaned'> {
  const news = newsOf(investigation, report, { earlier, context, wanted }, deps);
  if (news) {
    const { status } = await deliver({ ...news, broadcast: true }, deliveryDeps(deps));
    if (status === 'orphaned') return status;
  }
  const replies = new Map(threadReplies(investigation, report, context).map(({ part, message }) => [part, message]));
  for (const part of threadParts) {
    const slot = `slack:thread:${part}`;
    const message = replies.get(part) ?? (await supersede(wanted(slot, outdatedReply(investigation)), deps));
    if (!message) continue;
    const { status } = await deliver(wanted(slot, message), deliveryDeps(deps));
    if (status === 'orphaned') return status;
  }
  return 'complete';
}

/** The line for the channel, when this run says something that is new there. */
function newsOf(
  investigation: Investigation,
  report: Report,
  { earlier, context, wanted }: Thread,
  { team }: UpdateDeps,
): WantedMessage | null {
  if (!earlier?.report) {
    if (!isAnnounced(investigation, team.settings.slack.announceFrom)) return null;
    return wanted('slack:announcement', findingsAnnouncement(investigation, report, context));
  }
  if (!isNewConclusion(earlier.report, report)) return null;
  const message = newConclusionMessage(investigation, { before: earlier, report }, context);
  return wanted(`slack:conclusion:r${investigation.revision}`, message);
}

/** A reply of an earlier run that this run has nothing to put into says so; an old one must not pass for new. */
async function supersede(outdated: WantedMessage, deps: UpdateDeps): Promise<SlackMessage | null> {
  const record = recordHere(await deps.deliveries.read(outdated.investigationId, outdated.slot), outdated);
  return record?.state === 'sent' ? outdated.message : null;
}
