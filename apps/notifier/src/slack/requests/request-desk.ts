import type { Investigation } from '@incidentfox/incident';
import type { answerSlackRequest, JobRun } from '@incidentfox/jobs';
import type { z } from 'zod';
import type { NotifierTeam, NotifierTools } from '../../notifier-tools.ts';
import { SlackProblem } from '../slack-problem.ts';

export type Asked = z.output<typeof answerSlackRequest.payload>;
export type SlackTeam = NotifierTeam & { readonly slack: NonNullable<NotifierTeam['slack']> };

/** What the answer to one request works with. */
export interface RequestDesk {
  readonly asked: Asked;
  readonly team: SlackTeam;
  readonly tools: NotifierTools;
  readonly run: JobRun;
}

/** Says something to the person who asked, and to nobody else. Never fails the job: a whisper is a courtesy. */
export async function whisper(desk: RequestDesk, text: string): Promise<void> {
  const { asked, team, run } = desk;
  try {
    await team.slack.workspace.whisper(
      { channel: asked.channel, user: asked.user, ...(asked.threadTs && { threadTs: asked.threadTs }) },
      { text },
    );
  } catch (problem) {
    run.logger.info(
      { channel: asked.channel, reason: problem instanceof Error ? problem.message : 'unknown' },
      'a person could not be answered in this channel',
    );
  }
}

/** Only members of the incident's own channel may act on it. When Slack does not say who they are, nobody may. */
export async function mayAct(desk: RequestDesk, incidentChannel: string | null): Promise<boolean> {
  if (!incidentChannel) return false;
  try {
    return await desk.team.slack.workspace.isMember(incidentChannel, desk.asked.user);
  } catch (problem) {
    if (!(problem instanceof SlackProblem) || problem.kind === 'ambiguous') throw problem;
    if (problem.kind === 'limited') throw desk.team.slack.pace.limited(incidentChannel, problem.retryAfterMs);
    return false;
  }
}

export async function channelOf(
  investigation: Investigation,
  tools: Pick<NotifierTools, 'deliveries'>,
): Promise<string | null> {
  const known = await tools.deliveries.read(investigation.id, 'slack:channel');
  return known?.channel ?? investigation.incident?.channel?.id ?? null;
}

/** The investigation whose channel this is, among the recent ones. */
export async function investigationOfChannel(desk: RequestDesk, channel: string): Promise<Investigation | null> {
  const recent = await desk.tools.investigations.list({ limit: 500 });
  return recent.find((one) => one.team === desk.asked.team && one.incident?.channel?.id === channel) ?? null;
}
