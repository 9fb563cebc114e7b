import type { Investigation, Report } from '@incidentfox/incident';
import type { SlackMessage, Surroundings } from '../message.ts';
import { percent, sentenceWriter } from './findings.ts';
import { findingsSentence } from './notification.ts';
import { bold, line, richText, words } from './rich-text.ts';
import { withheld } from './withheld.ts';

/** True when a later run says something a responder would act on differently: another verdict or another cause. */
export function isNewConclusion(before: Report, after: Report): boolean {
  return fingerprint(before) !== fingerprint(after);
}

function fingerprint({ verdict, cause }: Report): string {
  return JSON.stringify([verdict, cause?.kind ?? null, cause?.service ?? null, cause?.object ?? null]);
}

/** The thread reply that is also shown in the channel, because an updated message notifies nobody. */
export function newConclusionMessage(investigation: Investigation, report: Report, around: Surroundings): SlackMessage {
  const say = sentenceWriter({ sentence: 400 }, around);
  const title = {
    root_cause: `The conclusion has changed: root cause (confidence ${percent(report.confidence)}). `,
    inconclusive: 'The conclusion has changed: the cause is open again. ',
    healthy: 'The conclusion has changed: nothing wrong is visible any more. ',
  }[report.verdict];
  return {
    text: findingsSentence(investigation, report, around.outsidersRead ? withheld : (same) => same),
    blocks: [richText(line(words('🔄 '), bold(title), say(report.summary.text)))],
  };
}
