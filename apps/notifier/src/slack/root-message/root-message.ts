import type { Investigation, Report } from '@incidentfox/incident';
import type { KnownBlock } from '@slack/types';
import { hhmm } from '../../text/clock.ts';
import { maxLinesOnScreen, maxWordsOnScreen } from '../../thresholds.ts';
import { type MessageBudget, messageBudgets } from '../blocks/message-budget.ts';
import { endedSentence, findingsSentence, startedSentence } from '../blocks/notification.ts';
import { present } from '../blocks/rich-text.ts';
import { smallPrint } from '../blocks/section-frame.ts';
import { limitFaults } from '../limits/limit-faults.ts';
import { linesOnScreen } from '../limits/lines-on-screen.ts';
import { wordsOnScreen } from '../limits/words-on-screen.ts';
import type { MessageContext, SlackMessage } from '../slack-message.ts';
import { endedBlocks } from './ended-blocks.ts';
import { findingsBlocks } from './findings-blocks.ts';
import { footerBlocks } from './footer-blocks.ts';
import { startedBlocks } from './started-blocks.ts';
import { healthyBlocks, inconclusiveBlocks } from './without-cause.ts';

/**
 * The incident's one message, from the record alone. While a later run is under way the earlier findings stay, with a
 * line that says so: `earlier` is the last run that has a report.
 */
export function rootMessage(
  investigation: Investigation,
  earlier: Investigation | null,
  context: MessageContext,
): SlackMessage {
  if (investigation.report) return reportMessage(investigation, investigation.report, context);
  if (earlier?.report) return reportMessage(earlier, earlier.report, context, laterRun(investigation));
  const { state } = investigation;
  if (state === 'failed' || state === 'stopped' || state === 'held') {
    const what = {
      failed: 'the investigation failed',
      stopped: 'the investigation was stopped',
      held: 'the investigation is on hold',
    }[state];
    return { text: endedSentence(investigation, what), blocks: endedBlocks(investigation, state, context.consoleUrl) };
  }
  return { text: startedSentence(investigation), blocks: present(startedBlocks(investigation)) };
}

function reportMessage(investigation: Investigation, report: Report, context: MessageContext, note = ''): SlackMessage {
  const text = findingsSentence(investigation, report, context);
  const draw = (budget: MessageBudget) =>
    present([
      ...verdictBlocks(investigation, report, budget, context),
      smallPrint(note),
      ...footerBlocks(investigation, report, budget, context),
    ]);
  return { text, blocks: firstThatFits(text, draw) };
}

/** The largest budget that fits. The last is small enough whatever the report holds. */
function firstThatFits(text: string, draw: (budget: MessageBudget) => KnownBlock[]): KnownBlock[] {
  let blocks: KnownBlock[] = [];
  for (const budget of messageBudgets) {
    blocks = draw(budget);
    const isShort = linesOnScreen(blocks) <= maxLinesOnScreen && wordsOnScreen(blocks) <= maxWordsOnScreen;
    if (isShort && limitFaults({ text, blocks }).length === 0) break;
  }
  return blocks;
}

function verdictBlocks(
  investigation: Investigation,
  report: Report,
  budget: MessageBudget,
  context: MessageContext,
): (KnownBlock | null)[] {
  switch (report.verdict) {
    case 'root_cause':
      return findingsBlocks(investigation, report, budget, context);
    case 'inconclusive':
      return inconclusiveBlocks(investigation, report, budget, context);
    case 'healthy':
      return healthyBlocks(investigation, report, budget, context);
  }
}

function laterRun(investigation: Investigation): string {
  const since = investigation.startedAt ?? investigation.queuedAt;
  const by = investigation.trigger.by ? `, asked for by ${investigation.trigger.by}` : '';
  switch (investigation.state) {
    case 'queued':
    case 'running':
      return `🔎 Looking again since ${hhmm(Date.parse(since))} UTC${by}`;
    default:
      return `The later run ${investigation.revision} brought no findings${investigation.ending ? `: ${investigation.ending}` : ''}`;
  }
}
