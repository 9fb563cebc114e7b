import type { Investigation, Report } from '@incidentfox/incident';
import { type JobHandler, type JobRun, onJob, TryLater, updateSlack } from '@incidentfox/jobs';
import { lastReported } from './last-reported.ts';
import type { NotifierTeam, NotifierTools } from './notifier-tools.ts';
import { isNewConclusion, newConclusionMessage } from './slack/blocks/conclusion.ts';
import { rootMessage } from './slack/blocks/root.ts';
import { outdatedReply, threadParts, threadReplies } from './slack/blocks/thread.ts';
import { deliver } from './slack/deliver/deliver.ts';
import type { Delivered, DeliveryTools, WantedMessage } from './slack/deliver/outbox.ts';
import { findChannel } from './slack/find-channel.ts';
import type { SlackMessage, Surroundings } from './slack/message.ts';
import { SlackProblem } from './slack/slack-problem.ts';
import { takeTurn } from './take-turn.ts';
import { untilSlackIsClear } from './until-slack-is-clear.ts';

type Stage = 'started' | 'progress' | 'findings' | 'ended';
type SlackTeam = NotifierTeam & { slack: NonNullable<NotifierTeam['slack']> };

/** The incident's one message and its thread, brought to what the record says now; why the job was queued hardly matters. */
export function onUpdateSlack(tools: NotifierTools): JobHandler {
  return onJob(updateSlack, async (job, run) => {
    const team = tools.teams.get(job.team);
    if (!team?.slack) return run.logger.info({ team: job.team }, 'this team has no Slack: nothing to post');
    const turn = {
      leases: tools.investigations,
      team: job.team,
      turn: `${job.investigationId}:slack`,
      leaseMs: tools.timings.leaseMs,
    };
    await untilSlackIsClear(run, () =>
      takeTurn(turn, async () => {
        // Read when it is our turn: what was read before may be older than what another job has just shown.
        const investigation = await tools.investigations.read(job.investigationId);
        if (investigation) return bringUpToDate(investigation, job.stage, { ...tools, team: team as SlackTeam, run });
        run.logger.warn({ investigationId: job.investigationId }, 'no record of this investigation any more');
      }),
    );
  });
}

type Room = NotifierTools & { readonly team: SlackTeam; readonly run: JobRun };

async function bringUpToDate(investigation: Investigation, stage: Stage, room: Room): Promise<void> {
  const { deliveries, now, timings, team } = room;
  const channel = await findChannel(investigation, {
    deliveries,
    incidentIo: team.incidentIo,
    now,
    withinMs: timings.channelWithinMs,
  });
  if (!channel)
    return room.run.logger.warn(
      { investigationId: investigation.id },
      'no channel for this incident: the timeline has it',
    );
  if (stage === 'progress') await keepCalm(investigation, room);

  const wanted = (slot: string, message: WantedMessage['message']) => ({
    slot,
    message,
    channel,
    investigationId: investigation.id,
    revision: investigation.revision,
  });
  const earlier = await lastReported(investigation, room.investigations);
  const around = await surroundings(investigation.report ? investigation : (earlier ?? investigation), channel, room);
  const message = rootMessage(investigation, earlier, around);
  const root = await deliverRoot({ ...wanted('slack:root', message), calm: stage === 'progress' }, room);
  if ('not' in root || root.stale === 'refused' || !investigation.report) return;
  if (root.stale === 'frozen' && stage !== 'progress') {
    await deliver(
      { ...wanted(`slack:late:r${investigation.revision}`, message), threadTs: root.at.ts, broadcast: true },
      deliveryTools(room),
    );
  }
  await replies(
    investigation,
    investigation.report,
    { earlier, around, wanted: (slot, message) => ({ ...wanted(slot, message), threadTs: root.at.ts }) },
    room,
  );
}

/** A reply of an earlier run that this run has nothing to put into says so; an old one must not pass for new. */
async function outdated(slot: string, investigation: Investigation, room: Room): Promise<SlackMessage | null> {
  const there = await room.deliveries.read(investigation.id, slot);
  return there?.state === 'sent' ? outdatedReply(investigation) : null;
}

/** A message somebody deleted is posted again, once: the findings are worth more than the tidiness. */
async function deliverRoot(wanted: WantedMessage, room: Room): Promise<Delivered> {
  const first = await deliver(wanted, deliveryTools(room));
  return 'not' in first && first.not === 'gone' ? deliver(wanted, deliveryTools(room)) : first;
}

interface ThreadDesk {
  readonly earlier: Investigation | null;
  readonly around: Surroundings;
  readonly wanted: (slot: string, message: WantedMessage['message']) => WantedMessage;
}

/** What does not fit the root message, at most three replies a run; and a changed conclusion, which is shown in the channel too. */
async function replies(investigation: Investigation, report: Report, desk: ThreadDesk, room: Room): Promise<void> {
  const { earlier, around, wanted } = desk;
  if (earlier?.report && isNewConclusion(earlier.report, report)) {
    const message = newConclusionMessage(investigation, report, around);
    await deliver(
      { ...wanted(`slack:conclusion:r${investigation.revision}`, message), broadcast: true },
      deliveryTools(room),
    );
  }
  const drawn = new Map(threadReplies(investigation, report, around).map(({ part, message }) => [part, message]));
  for (const part of threadParts) {
    const slot = `slack:thread:${part}`;
    const message = drawn.get(part) ?? (await outdated(slot, investigation, room));
    if (message) await deliver(wanted(slot, message), deliveryTools(room));
  }
}

async function surroundings(shown: Investigation, channel: string, room: Room): Promise<Surroundings> {
  const { workspace, interactive } = room.team.slack;
  return {
    consoleUrl: room.consoleUrl,
    outsidersRead: shown.report !== null && (await outsidersRead(channel, workspace, room)),
    interactive,
    feedback: await tally(shown, room),
  };
}

/** What people said about the revision that is shown. */
async function tally(investigation: Investigation, room: Room): Promise<Surroundings['feedback']> {
  if (!investigation.report) return { helpful: 0, notHelpful: 0 };
  const said = (await room.feedback.readAll(investigation.id)).filter(
    ({ revision }) => revision === investigation.revision,
  );
  const helpful = said.filter((one) => one.helpful).length;
  return { helpful, notHelpful: said.length - helpful };
}

/** When Slack will not tell, the channel counts as shared: leaving out log lines does no harm. */
async function outsidersRead(
  channel: string,
  workspace: SlackTeam['slack']['workspace'],
  room: Room,
): Promise<boolean> {
  try {
    return await workspace.isShared(channel);
  } catch (problem) {
    if (!(problem instanceof SlackProblem) || problem.kind === 'ambiguous') throw problem;
    if (problem.kind === 'limited') throw room.team.slack.pace.limited(channel, problem.retryAfterMs);
    return true;
  }
}

/** Live progress is coalesced: at most one edit in ten seconds. */
async function keepCalm(investigation: Investigation, room: Room): Promise<void> {
  const root = await room.deliveries.read(investigation.id, 'slack:root');
  const wait = root?.state === 'sent' ? Date.parse(root.attemptAt) + room.timings.calmMs - room.now() : 0;
  if (wait > 0) throw new TryLater(wait, 'the message was edited a moment ago');
}

function deliveryTools(room: Room): DeliveryTools {
  const { deliveries, now, run, team, timings } = room;
  return {
    workspace: team.slack.workspace,
    pace: team.slack.pace,
    deliveries,
    now,
    logger: run.logger,
    settleMs: timings.settleMs,
  };
}
