import type { Investigation } from '@incidentfox/incident';
import type { answerSlackRequest, JobRun } from '@incidentfox/jobs';
import type { z } from 'zod';
import type { NotifierDeps, SlackTeam } from '../../notifier-deps.ts';
import { SlackProblem } from '../slack-problem.ts';

export type SlackRequestJob = z.output<typeof answerSlackRequest.payload>;

/** What the answer to one request works with. */
export interface SlackRequestContext {
  readonly job: SlackRequestJob;
  readonly team: SlackTeam;
  readonly deps: NotifierDeps;
  readonly run: JobRun;
}

/** An ephemeral reply, shown to the person who asked and to nobody else. Never fails the job: it is a courtesy. */
export async function whisper(context: SlackRequestContext, text: string): Promise<void> {
  const { job, team, run } = context;
  try {
    await team.slack.workspace.whisper(
      { channel: job.channel, user: job.user, ...(job.threadTs && { threadTs: job.threadTs }) },
      { text },
    );
  } catch (problem) {
    run.logger.info({ channel: job.channel, error: problem }, 'could not send an ephemeral reply');
  }
}

/** Only members of the incident's own channel may act on it. When Slack does not say who the members are, nobody may. */
export async function mayAct(context: SlackRequestContext, incidentChannel: string | null): Promise<boolean> {
  if (!incidentChannel) return false;
  try {
    return await context.team.slack.workspace.isMember(incidentChannel, context.job.user);
  } catch (problem) {
    if (!(problem instanceof SlackProblem) || problem.kind === 'ambiguous') throw problem;
    if (problem.kind === 'limited') throw context.team.slack.pace.limited(incidentChannel, problem.retryAfterMs);
    return false;
  }
}

export async function channelOf(
  investigation: Investigation,
  deps: Pick<NotifierDeps, 'deliveries'>,
): Promise<string | null> {
  const record = await deps.deliveries.read(investigation.id, 'slack:channel');
  return record?.channel ?? investigation.incident?.channel?.id ?? null;
}

/** The investigation whose channel this is, among the recent ones. */
export async function investigationOfChannel(
  context: SlackRequestContext,
  channel: string,
): Promise<Investigation | null> {
  const recent = await context.deps.investigations.list({ limit: 500 });
  return recent.find((one) => one.team === context.job.team && one.incident?.channel?.id === channel) ?? null;
}
