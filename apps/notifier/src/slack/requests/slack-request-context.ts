import type { Investigation } from '@incidentfox/incident';
import type { answerSlackRequest, JobRun } from '@incidentfox/jobs';
import type { KnownBlock } from '@slack/types';
import type { z } from 'zod';
import type { NotifierDeps, SlackTeam } from '../../notifier-deps.ts';
import { channelSlot } from '../find-channel.ts';
import { isUnclear, SlackProblem } from '../slack-problem.ts';
import { answerAtResponseUrl, isResponseUrl } from './answer-at-response-url.ts';

export type SlackRequestJob = z.output<typeof answerSlackRequest.payload>;

/** What the answer to one request works with. */
export interface SlackRequestContext {
  readonly job: SlackRequestJob;
  readonly team: SlackTeam;
  readonly deps: NotifierDeps;
  readonly run: JobRun;
}

/**
 * A reply that only the person who asked sees: where Slack asked for it, which works in any conversation, else in the channel.
 * Never fails the job: it is a courtesy.
 */
export async function whisper(
  context: SlackRequestContext,
  message: string | { text: string; blocks?: readonly KnownBlock[] },
): Promise<void> {
  const { job, team, run } = context;
  const said = typeof message === 'string' ? { text: message } : message;
  if (await answeredAtResponseUrl(context, said)) return;
  try {
    const { channel, user, threadTs } = job;
    await team.slack.workspace.whisper({ channel, user, ...(threadTs && { threadTs }) }, said);
  } catch (problem) {
    run.logger.info({ channel: job.channel, error: problem }, 'could not send an ephemeral reply');
  }
}

async function answeredAtResponseUrl(
  { job, team, run }: SlackRequestContext,
  message: { text: string; blocks?: readonly KnownBlock[] },
): Promise<boolean> {
  if (!job.responseUrl || !isResponseUrl(job.responseUrl, team.settings.slack.apiUrl)) return false;
  try {
    await answerAtResponseUrl(job.responseUrl, message);
    return true;
  } catch (failure) {
    run.logger.info({ channel: job.channel, error: failure }, 'could not answer at the address Slack gave');
    return false;
  }
}

/** Only members of the incident's own channel may act on it. When Slack does not say who the members are, nobody may. */
export async function mayAct(context: SlackRequestContext, incidentChannel: string | null): Promise<boolean> {
  if (!incidentChannel) return false;
  try {
    return await context.team.slack.workspace.isMember(incidentChannel, context.job.user);
  } catch (problem) {
    if (!(problem instanceof SlackProblem) || isUnclear(problem)) throw problem;
    if (problem.kind === 'limited') throw context.team.slack.pace.limited(incidentChannel, problem.retryAfterMs);
    return false;
  }
}

/** Where the findings go; the record of the run may be older than the channel. */
export async function channelOf(
  investigation: Investigation,
  deps: Pick<NotifierDeps, 'deliveries'>,
): Promise<string | null> {
  const record = await deps.deliveries.read(investigation.id, channelSlot);
  return record?.channel ?? investigation.incident?.channel?.id ?? null;
}

const maxRecent = 500;
const readAtOnce = 50;

/**
 * The investigation whose channel this is, among the recent ones: by its record, or by where its findings were delivered,
 * because incident.io makes the channel a moment after the incident.
 */
export async function investigationOfChannel(
  { deps, job }: SlackRequestContext,
  channel: string,
): Promise<Investigation | null> {
  const recent = (await deps.investigations.list({ limit: maxRecent })).filter(({ team }) => team === job.team);
  const named = recent.find((one) => one.incident?.channel?.id === channel);
  if (named) return named;
  for (let from = 0; from < recent.length; from += readAtOnce) {
    const some = recent.slice(from, from + readAtOnce);
    const channels = await Promise.all(some.map((one) => channelOf(one, deps)));
    const found = some[channels.indexOf(channel)];
    if (found) return found;
  }
  return null;
}
