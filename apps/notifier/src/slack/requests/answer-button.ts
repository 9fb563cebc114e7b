import type { Investigation } from '@incidentfox/incident';
import { updateSlack } from '@incidentfox/jobs';
import { evidenceReply } from '../blocks/thread.ts';
import { notificationText, oneLine } from '../untrusted-text.ts';
import { channelOf, mayAct, type RequestDesk, whisper } from './request-desk.ts';
import { startAgain } from './start-again.ts';

/** A press on one of the message's buttons, or the modal behind one. */
export async function answerButton(desk: RequestDesk): Promise<void> {
  const { asked, tools } = desk;
  const investigation = asked.investigationId ? await tools.investigations.read(asked.investigationId) : null;
  if (!investigation || investigation.team !== asked.team)
    return whisper(desk, 'This investigation is no longer on record.');
  if (!(await mayAct(desk, await channelOf(investigation, tools))))
    return whisper(desk, 'Only members of the incident channel can do this.');
  const target = {
    incidentId: investigation.incidentId,
    reference: oneLine(investigation.incident?.reference ?? 'the incident'),
  };
  switch (asked.request.kind) {
    case 'feedback':
      return giveFeedback(desk, investigation, asked.request.helpful);
    case 'investigate-again':
      return startAgain(desk, target);
    case 'wrong-service':
      return startAgain(desk, { ...target, services: asked.request.services });
    case 'show-evidence':
      return showEvidence(desk, investigation);
    default:
      return;
  }
}

/** Who and when is on record; the message shows only how many. */
async function giveFeedback(desk: RequestDesk, investigation: Investigation, helpful: boolean): Promise<void> {
  const { asked, tools } = desk;
  const revision = asked.revision ?? investigation.revision;
  await tools.feedback.give(investigation.id, {
    revision,
    user: asked.user,
    userName: asked.userName,
    helpful,
    at: new Date(asked.receivedAt).toISOString(),
  });
  await tools.producer.add(updateSlack, {
    team: asked.team,
    investigationId: investigation.id,
    revision: investigation.revision,
    stage: 'progress',
    step: asked.receivedAt,
  });
  await whisper(
    desk,
    helpful
      ? 'Thank you, noted as helpful.'
      : 'Thank you, noted as not helpful. "Wrong service" lets you name the right one.',
  );
}

async function showEvidence(desk: RequestDesk, investigation: Investigation): Promise<void> {
  const { asked, team, tools } = desk;
  const shown = asked.revision
    ? ((await tools.investigations.read(investigation.id, asked.revision)) ?? investigation)
    : investigation;
  const outsidersRead = await team.slack.workspace.isShared(asked.channel).catch(() => true);
  const around = {
    consoleUrl: tools.consoleUrl,
    outsidersRead,
    interactive: false,
    feedback: { helpful: 0, notHelpful: 0 },
  };
  const message = shown.report ? evidenceReply(shown, shown.report, around) : null;
  if (!message) return whisper(desk, notificationText('There is no evidence on record yet.'));
  await team.slack.workspace.whisper(
    { channel: asked.channel, user: asked.user, ...(asked.threadTs && { threadTs: asked.threadTs }) },
    message,
  );
}
