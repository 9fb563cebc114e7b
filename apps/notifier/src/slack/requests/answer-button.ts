import type { Investigation } from '@incidentfox/incident';
import { updateSlack } from '@incidentfox/jobs';
import { notificationText, oneLine } from '../../text/untrusted-text.ts';
import { evidenceReply } from '../thread/thread-replies.ts';
import { answerMessageContext } from './answer-message-context.ts';
import { channelOf, mayAct, type SlackRequestContext, whisper } from './slack-request-context.ts';
import { startAgain } from './start-again.ts';

/** A press on one of the message's buttons, or the modal behind one. */
export async function answerButton(context: SlackRequestContext): Promise<void> {
  const { job, deps } = context;
  const investigation = job.investigationId ? await deps.investigations.read(job.investigationId) : null;
  if (!investigation || investigation.team !== job.team)
    return whisper(context, 'This investigation is no longer on record.');
  if (!(await mayAct(context, await channelOf(investigation, deps))))
    return whisper(context, 'Only members of the incident channel can do this.');
  const target = {
    incidentId: investigation.incidentId,
    reference: oneLine(investigation.incident?.reference ?? 'the incident'),
  };
  switch (job.request.kind) {
    case 'feedback':
      return giveFeedback(context, investigation, job.request.helpful);
    case 'investigate-again':
      return startAgain(context, target);
    case 'wrong-service':
      return startAgain(context, { ...target, services: job.request.services });
    case 'show-evidence':
      return showEvidence(context, investigation);
    default:
      return;
  }
}

/** Who and when is on record; the message shows only how many. */
async function giveFeedback(
  context: SlackRequestContext,
  investigation: Investigation,
  helpful: boolean,
): Promise<void> {
  const { job, deps } = context;
  const revision = job.revision ?? investigation.revision;
  await deps.feedback.give(investigation.id, {
    revision,
    user: job.user,
    userName: job.userName,
    helpful,
    at: new Date(job.receivedAt).toISOString(),
  });
  await deps.producer.add(updateSlack, {
    team: job.team,
    investigationId: investigation.id,
    revision: investigation.revision,
    stage: 'feedback',
    key: String(job.receivedAt),
  });
  await whisper(
    context,
    helpful
      ? 'Thank you, noted as helpful.'
      : 'Thank you, noted as not helpful. "Wrong service" lets you name the right one.',
  );
}

async function showEvidence(context: SlackRequestContext, investigation: Investigation): Promise<void> {
  const { job, deps } = context;
  const shown = job.revision
    ? ((await deps.investigations.read(investigation.id, job.revision)) ?? investigation)
    : investigation;
  const messageContext = await answerMessageContext(context, shown.report);
  const message = shown.report ? evidenceReply(shown, shown.report, messageContext) : null;
  if (!message) return whisper(context, notificationText('There is no evidence on record yet.'));
  await whisper(context, message);
}
