import { Failure } from '@incidentfox/failures';
import { answerSlackRequest, type JobHandler, onJob } from '@incidentfox/jobs';
import type { NotifierTools } from './notifier-tools.ts';
import { answerButton } from './slack/requests/answer-button.ts';
import { answerCommand } from './slack/requests/answer-command.ts';
import { answerMention } from './slack/requests/answer-mention.ts';
import { type RequestDesk, type SlackTeam, whisper } from './slack/requests/request-desk.ts';
import { shorten } from './slack/shorten.ts';
import { escapeMarkup, oneLine } from './slack/untrusted-text.ts';
import { untilSlackIsClear } from './until-slack-is-clear.ts';

/** What a person pressed, typed or asked in Slack; it was acknowledged when it was queued. */
export function onAnswerSlackRequest(tools: NotifierTools): JobHandler {
  return onJob(answerSlackRequest, async (asked, run) => {
    const team = tools.teams.get(asked.team);
    if (!team?.slack) return run.logger.info({ team: asked.team }, 'this team has no Slack');
    const desk: RequestDesk = { asked, team: team as SlackTeam, tools, run };
    try {
      await untilSlackIsClear(run, () => answer(desk));
    } catch (failure) {
      if (failure instanceof Failure && (failure.retry === 'never' || run.lastAttempt)) {
        await whisper(desk, escapeMarkup(`That did not work: ${shorten(oneLine(failure.message), 300)}`));
      }
      throw failure;
    }
  });
}

function answer(desk: RequestDesk): Promise<void> {
  const { request } = desk.asked;
  if (request.kind === 'mention') return answerMention(desk, request);
  if (request.kind === 'command') return answerCommand(desk, request.text);
  return answerButton(desk);
}
