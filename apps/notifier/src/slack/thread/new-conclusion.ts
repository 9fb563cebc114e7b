import type { Investigation, Report } from '@incidentfox/incident';
import type { RichTextSection } from '@slack/types';
import { percent } from '../../text/percent.ts';
import { revisionUrl } from '../../text/report-url.ts';
import { findingsSentence } from '../blocks/notification.ts';
import { sentenceRenderer } from '../blocks/report-lines.ts';
import { bold, line, link, plain, richText } from '../blocks/rich-text.ts';
import type { MessageContext, SlackMessage } from '../slack-message.ts';

/** True when a later run says something a responder would act on differently: another verdict or another cause. */
export function isNewConclusion(before: Report, after: Report): boolean {
  return fingerprint(before) !== fingerprint(after);
}

function fingerprint({ verdict, cause }: Report): string {
  return JSON.stringify([verdict, cause?.kind ?? null, cause?.service ?? null, cause?.object ?? null]);
}

/**
 * The thread reply that is also shown in the channel, because an updated message notifies nobody. What was said until then
 * stays to be read in its second line: people may have acted on it.
 */
export function newConclusionMessage(
  investigation: Investigation,
  { before, report }: { before: Investigation; report: Report },
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
    blocks: [richText(line(plain('🔄 '), bold(title), render(report.summary.text)), superseded(before, context))],
  };
}

function superseded(before: Investigation, context: MessageContext): RichTextSection {
  const earlier = before.report;
  if (!earlier) return line();
  const render = sentenceRenderer({ sentence: 300 }, context, earlier);
  const page = link(revisionUrl(context.consoleUrl, before), `Report\u00a0of\u00a0run\u00a0${before.revision}`);
  const was = {
    root_cause: `root cause (confidence ${percent(earlier.confidence)}): `,
    inconclusive: 'no clear cause: ',
    healthy: 'nothing wrong: ',
  }[earlier.verdict];
  return line(
    plain(`Superseded, run ${before.revision} · ${was}`),
    render(earlier.summary.text),
    page && plain(' · '),
    page,
  );
}
