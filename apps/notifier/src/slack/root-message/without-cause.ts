import type { Investigation, Report } from '@incidentfox/incident';
import type { KnownBlock } from '@slack/types';
import { percent } from '../../text/percent.ts';
import { headlineEvidence } from '../blocks/headline-evidence.ts';
import type { MessageBudget } from '../blocks/message-budget.ts';
import { actionLines, evidenceLines, reportLink, sentenceRenderer } from '../blocks/report-lines.ts';
import { bold, line, plain, richText, titledList } from '../blocks/rich-text.ts';
import { header } from '../blocks/section-frame.ts';
import type { MessageContext } from '../slack-message.ts';

/** No cause is named: the leads that remain, two facts, and what would settle it. Short on purpose. */
export function inconclusiveBlocks(
  investigation: Investigation,
  report: Report,
  budget: MessageBudget,
  context: MessageContext,
): (KnownBlock | null)[] {
  const render = sentenceRenderer(budget, context, report);
  const leads = report.alternatives
    .slice(0, 3)
    .map((lead) => line(plain(`${percent(lead.probability)} · `), render(lead.text)));
  const next = report.nextQuestion ? richText(line(bold('What would settle it: '), render(report.nextQuestion))) : null;
  return [
    header('❔', 'No Clear Cause Yet', investigation),
    richText(line(bold('Summary: '), render(report.summary.text), ...reportLink(investigation, context))),
    titledList('Leads, none of them proven', 'bullet', leads),
    titledList(
      'Evidence',
      'bullet',
      evidenceLines(headlineEvidence(report, Math.min(2, budget.evidence)), report, budget, context),
    ),
    titledList('Recommended Actions', 'ordered', actionLines(report.actions, Math.min(2, budget.actions), render)),
    next,
  ];
}

/** Nothing wrong is visible: one sentence and at most one thing to do. Nobody is accused. */
export function healthyBlocks(
  investigation: Investigation,
  report: Report,
  budget: MessageBudget,
  context: MessageContext,
): (KnownBlock | null)[] {
  const render = sentenceRenderer(budget, context, report);
  const action = report.actions[0];
  return [
    header('✅', 'Nothing Wrong Found', investigation),
    richText(
      line(
        bold('Summary: '),
        render(report.summary.text),
        ...reportLink(investigation, context),
        ...(action ? [plain('\n'), bold('If users still see it: '), render(action.text)] : []),
      ),
    ),
  ];
}
