import type { Action, Evidence, Investigation, Report, Sentence, TimelineEvent } from '@incidentfox/incident';
import type { RichTextElement, RichTextSection } from '@slack/types';
import { hhmm } from '../../text/clock.ts';
import { withoutLogFields } from '../../text/log-line.ts';
import { reportUrl } from '../../text/report-url.ts';
import { withholdQuotes } from '../../text/withhold-quotes.ts';
import type { MessageContext } from '../slack-message.ts';
import { evidenceLine } from './evidence-line.ts';
import type { MessageBudget } from './message-budget.ts';
import { code, line, link, plain, quoted } from './rich-text.ts';

/** Behind the summary: the page with everything, where the console has an address. */
export function reportLink(investigation: Investigation, context: MessageContext): RichTextElement[] {
  const page = link(reportUrl(context.consoleUrl, investigation), 'Full\u00a0report');
  return page ? [plain(' ·\u00a0'), page] : [];
}

export type SentenceRenderer = (text: string) => ReturnType<typeof quoted>;

export function sentenceRenderer(
  budget: Pick<MessageBudget, 'sentence'>,
  context: Pick<MessageContext, 'isExternallyShared'>,
  report: Report,
): SentenceRenderer {
  const tidy = context.isExternallyShared ? (text: string) => withholdQuotes(text, report) : withoutLogFields;
  return (text) => quoted(tidy(withoutBackticks(text)), budget.sentence);
}

/** Slack shows the marks around a path as they are where text is not markdown. */
const withoutBackticks = (text: string): string => text.replace(/ in `([^`]+)`/g, ' in $1');

export function evidenceLines(
  shown: readonly Evidence[],
  report: Report,
  budget: Pick<MessageBudget, 'sentence'>,
  context: MessageContext,
): RichTextSection[] {
  return shown.map((evidence) =>
    evidenceLine(evidence, {
      sentence: budget.sentence,
      quote: Math.min(100, budget.sentence),
      messageOnly: true,
      spark: report.decisive === null || evidence.id === report.decisive,
      numbered: false,
      isExternallyShared: context.isExternallyShared,
      trustedHosts: context.trustedHosts,
    }),
  );
}

export function actionLines(actions: readonly Action[], max: number, render: SentenceRenderer): RichTextSection[] {
  return actions
    .slice(0, max)
    .map((action) => line(render(action.text), ...(action.command ? [plain(' '), code(action.command, 160)] : [])));
}

/** Whom to ask about the blamed service. */
export function ownerLines({ cause }: Report, { owner }: Pick<MessageContext, 'owner'>): RichTextSection[] {
  return cause && owner ? [line(quoted(`${cause.service} is owned by ${owner}`, 200))] : [];
}

export function timelineLines(events: readonly TimelineEvent[], render: SentenceRenderer): RichTextSection[] {
  return events.map((event) => line(plain(`${hhmm(event.at)} - `), render(event.text)));
}

export function sentences(list: readonly Sentence[], max: number, render: SentenceRenderer): RichTextSection[] {
  return list.slice(0, max).map((sentence) => line(render(sentence.text)));
}
