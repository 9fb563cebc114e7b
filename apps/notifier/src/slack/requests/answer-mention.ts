import { deliver } from '../deliver/deliver.ts';
import { answerFromRecord } from './answer-from-record.ts';
import { parseQuestion } from './parse-question.ts';
import { investigationOfChannel, type RequestDesk, whisper } from './request-desk.ts';

/** A mention in the incident's channel or thread is answered there, from the record, once. */
export async function answerMention(desk: RequestDesk, question: { text: string; ts: string }): Promise<void> {
  const { asked, team, tools, run } = desk;
  const investigation = await investigationOfChannel(desk, asked.channel);
  if (!investigation)
    return whisper(
      desk,
      'I answer in the channel of an incident I have investigated. /investigate INC-123 starts one.',
    );
  const outsidersRead = await team.slack.workspace.isShared(asked.channel).catch(() => true);
  const around = {
    consoleUrl: tools.consoleUrl,
    outsidersRead,
    interactive: false,
    feedback: { helpful: 0, notHelpful: 0 },
  };
  const message = answerFromRecord(parseQuestion(question.text), investigation, around);
  const { id: investigationId, revision } = investigation;
  await deliver(
    {
      slot: `slack:answer:${question.ts}`,
      investigationId,
      revision,
      channel: asked.channel,
      threadTs: asked.threadTs ?? question.ts,
      message,
    },
    {
      workspace: team.slack.workspace,
      pace: team.slack.pace,
      deliveries: tools.deliveries,
      now: tools.now,
      logger: run.logger,
      settleMs: tools.timings.settleMs,
    },
  );
}
