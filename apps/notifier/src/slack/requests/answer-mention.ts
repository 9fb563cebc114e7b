import { deliver } from '../deliver/deliver.ts';
import { deliveryDeps } from '../update/update-deps.ts';
import { answerFromRecord } from './answer-from-record.ts';
import { answerMessageContext } from './answer-message-context.ts';
import { parseQuestion } from './parse-question.ts';
import { investigationOfChannel, type SlackRequestContext, whisper } from './slack-request-context.ts';

/** A mention in the incident's channel or thread is answered there, from the record, once. */
export async function answerMention(
  context: SlackRequestContext,
  question: { text: string; ts: string },
): Promise<void> {
  const { job, team, deps, run } = context;
  const investigation = await investigationOfChannel(context, job.channel);
  if (!investigation)
    return whisper(
      context,
      'I answer in the channel of an incident I have investigated. /investigate INC-123 starts one.',
    );
  const messageContext = await answerMessageContext(context, investigation.report);
  const message = answerFromRecord(parseQuestion(question.text), investigation, messageContext);
  const { id: investigationId, incidentId, revision } = investigation;
  await deliver(
    {
      slot: `slack:answer:${question.ts}`,
      investigationId,
      incidentId,
      revision,
      channel: job.channel,
      threadTs: job.threadTs ?? question.ts,
      message,
    },
    deliveryDeps({ ...deps, team, run }),
  );
}
