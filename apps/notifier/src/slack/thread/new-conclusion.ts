import type { Investigation, Report } from '@incidentfox/incident';
import { percent } from '../../text/percent.ts';
import { findingsSentence } from '../blocks/notification.ts';
import { sentenceRenderer } from '../blocks/report-lines.ts';
import { bold, line, plain, richText } from '../blocks/rich-text.ts';
import type { MessageContext, SlackMessage } from '../slack-message.ts';

/** True when a later run says something a responder would act on differently: another verdict or another cause. */
export function isNewConclusion(before: Report, after: Report): boolean {
  return fingerprint(before) !== fingerprint(after);
}

function fingerprint({ verdict, cause }: Report): string {
  return JSON.stringify([verdict, cause?.kind ?? null, cause?.service ?? null, cause?.object ?? null]);
}

/** The thread reply that is also shown in the channel, because an updated message notifies nobody. */
export function newConclusionMessage(
  investigation: Investigation,
  report: Report,
  context: MessageContext,
): SlackMessage {
  const render = sentenceRenderer({ sentence: 400 }, context, report);
  const title = {
    root_cause: `The conclusion has changed: root cause (confidence ${percent(report.confidence)}). `,
    inconclusive: 'The conclusion has changed: the cause is open again. ',
    healthy: 'The conclusion has changed: nothing wrong is visible any more. ',
  }[report.verdict];
  return {
    text: findingsSentence(investigation, report, context),
    blocks: [richText(line(plain('🔄 '), bold(title), render(report.summary.text)))],
  };
}
