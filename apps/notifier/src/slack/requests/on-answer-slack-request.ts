import { Failure } from '@incidentfox/failures';
import { answerSlackRequest, type JobHandler, onJob, TryLater, waitForTeam } from '@incidentfox/jobs';
import type { NotifierDeps, SlackTeam } from '../../notifier-deps.ts';
import { createPatience } from '../../patience.ts';
import { shorten } from '../../text/shorten.ts';
import { escapeMarkup, oneLine } from '../../text/untrusted-text.ts';
import { toJobFailure } from '../to-job-failure.ts';
import { answerButton } from './answer-button.ts';
import { answerCommand } from './answer-command.ts';
import { answerMention } from './answer-mention.ts';
import { type SlackRequestContext, whisper } from './slack-request-context.ts';

/** What a person pressed, typed or asked in Slack; it was acknowledged when it was queued. */
export function onAnswerSlackRequest(deps: NotifierDeps): JobHandler {
  const { answerPatienceMs } = deps.timings;
  // A person is told of a clear no at once.
  const patience = createPatience({ awayPatienceMs: answerPatienceMs, refusalPatienceMs: 0 }, deps.now);
  return onJob(answerSlackRequest, async (job, run) => {
    const team = deps.teams.get(job.team);
    if (!team) return waitForTeam(job.team, run, deps.now(), answerPatienceMs);
    if (!team.slack) return run.logger.info({ team: job.team }, 'this team has no Slack');
    const context: SlackRequestContext = { job, team: team as SlackTeam, deps, run };
    try {
      await answer(context);
      patience.done(run.jobId);
    } catch (thrown) {
      const failure = patience.next(run.jobId, toJobFailure(thrown));
      if (failure instanceof Failure || (run.lastAttempt && !(failure instanceof TryLater))) {
        const reason = failure instanceof Failure ? failure.message : 'something went wrong; it is in the log';
        await whisper(context, escapeMarkup(`Failed: ${shorten(oneLine(reason), 300)}`));
      }
      throw failure;
    }
  });
}

function answer(context: SlackRequestContext): Promise<void> {
  const { request } = context.job;
  if (request.kind === 'mention') return answerMention(context, request);
  if (request.kind === 'command') return answerCommand(context, request.text);
  return answerButton(context);
}
