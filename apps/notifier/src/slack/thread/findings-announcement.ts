import type { Investigation, Priority, Report } from '@incidentfox/incident';
import { isAtLeast } from '@incidentfox/severity';
import { percent } from '../../text/percent.ts';
import { findingsSentence } from '../blocks/notification.ts';
import { sentenceRenderer } from '../blocks/report-lines.ts';
import { bold, line, plain, richText } from '../blocks/rich-text.ts';
import type { MessageContext, SlackMessage } from '../slack-message.ts';

/** Whether the first findings of this incident are worth a notification of their own. `announceFrom` null: never. */
export const isAnnounced = ({ priority }: Investigation, announceFrom: Priority | null): boolean =>
  announceFrom !== null && isAtLeast(priority, announceFrom);

/** One line that is also shown in the channel when the first findings are there, because an edited message notifies nobody. */
export function findingsAnnouncement(
  investigation: Investigation,
  report: Report,
  context: MessageContext,
): SlackMessage {
  const render = sentenceRenderer({ sentence: 400 }, context, report);
  const words: Record<Report['verdict'], readonly [sign: string, title: string]> = {
    root_cause: ['🎯 ', `Root cause (confidence ${percent(report.confidence)}). `],
    inconclusive: ['❔ ', 'No clear cause yet. '],
    healthy: ['✅ ', 'Nothing wrong found. '],
  };
  const [sign, title] = words[report.verdict];
  return {
    text: findingsSentence(investigation, report, context),
    blocks: [richText(line(plain(sign), bold(title), render(report.summary.text)))],
  };
}
