import type { Evidence, Investigation, Report, Sentence } from '@incidentfox/incident';
import type { KnownBlock } from '@slack/types';
import { confidenceWord } from '../../text/confidence-word.ts';
import { percent } from '../../text/percent.ts';
import { shorten } from '../../text/shorten.ts';
import { oneLine } from '../../text/untrusted-text.ts';
import { chooseEvents } from '../blocks/choose-events.ts';
import { headlineEvidence } from '../blocks/headline-evidence.ts';
import type { MessageBudget } from '../blocks/message-budget.ts';
import { actionLines, evidenceLines, reportLink, sentenceRenderer, timelineLines } from '../blocks/report-lines.ts';
import { bold, line, richText, titledList } from '../blocks/rich-text.ts';
import { header } from '../blocks/section-frame.ts';
import type { MessageContext } from '../slack-message.ts';

/**
 *   🎯 Preliminary Findings · INC-123
 *   Summary  Checkout service is failing because ...
 *   Root Cause (Confidence: 87%) · high · owner: Payments   • ...
 *   Evidence                          • ... ▁▁▂▇█ prometheus
 *   Recommended Actions               1. ...
 *   Timeline                          • 14:30 - ...
 */
export function findingsBlocks(
  investigation: Investigation,
  report: Report,
  budget: MessageBudget,
  context: MessageContext,
): (KnownBlock | null)[] {
  const render = sentenceRenderer(budget, context, report);
  const evidence = headlineEvidence(report, budget.evidence);
  return [
    header('🎯', 'Preliminary Findings', investigation),
    richText(line(bold('Summary: '), render(report.summary.text), ...reportLink(investigation, context))),
    titledList(
      causeTitle(report, context),
      'bullet',
      causesWithout(evidence, report)
        .slice(0, budget.causes)
        .map((cause) => line(render(cause.text))),
    ),
    titledList('Evidence', 'bullet', evidenceLines(evidence, report, budget, context)),
    titledList('Recommended Actions', 'ordered', actionLines(report.actions, budget.actions, render)),
    titledList('Timeline', 'bullet', timelineLines(chooseEvents(report, budget.timeline), render)),
  ];
}

/** `Root Cause (Confidence: 87%) · high · owner: Payments`. */
function causeTitle({ confidence }: Report, { owner }: MessageContext): string {
  const parts = [`Root Cause (Confidence: ${percent(confidence)})`, confidenceWord(confidence)];
  return [...parts, ...(owner ? [`owner: ${shorten(oneLine(owner), 60)}`] : [])].join(' · ');
}

/** What stands under Evidence in the same words need not stand here too, unless only one sentence would be left. */
function causesWithout(shown: readonly Evidence[], report: Report): Sentence[] {
  const isShown = ({ text }: Sentence) => shown.some(({ title }) => text === title || text.endsWith(`; ${title}`));
  const others = report.rootCause.filter((cause, index) => index === 0 || !isShown(cause));
  return others.length > 1 ? others : report.rootCause.filter((cause, index) => index < 2 || !isShown(cause));
}
