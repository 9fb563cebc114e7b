import type { Investigation, Report } from '@incidentfox/incident';
import { percent } from '../../text/percent.ts';
import { shorten } from '../../text/shorten.ts';
import { notificationText, oneLine } from '../../text/untrusted-text.ts';
import { withholdQuotes } from '../../text/withhold-quotes.ts';
import type { MessageContext } from '../slack-message.ts';
import { nameOf, referenceOf, severityOf } from './section-frame.ts';

/** One complete sentence that stands alone: on a lock screen, for a screen reader, or when Slack refuses the blocks. */
export function startedSentence(investigation: Investigation): string {
  const name = shorten(oneLine(nameOf(investigation)), 200);
  return sentence(
    investigation,
    `investigation started${name ? ` for "${name}"` : ''}, severity ${severityOf(investigation)}.`,
  );
}

export function findingsSentence(
  investigation: Investigation,
  report: Report,
  { isExternallyShared }: Pick<MessageContext, 'isExternallyShared'>,
): string {
  const said = isExternallyShared ? withholdQuotes(report.summary.text, report) : report.summary.text;
  const summary = shorten(oneLine(said), 600);
  switch (report.verdict) {
    case 'root_cause':
      return sentence(investigation, `root cause found with ${percent(report.confidence)} confidence: ${summary}`);
    case 'inconclusive':
      return sentence(investigation, `no clear cause was found yet: ${summary}`);
    case 'healthy':
      return sentence(investigation, `nothing wrong was found: ${summary}`);
  }
}

export function endedSentence(investigation: Investigation, what: string): string {
  const why = investigation.ending ? `: ${shorten(oneLine(investigation.ending), 400)}` : '.';
  return sentence(investigation, `${what}${why}`);
}

/** An escape is up to five times as long as its sign: 700 characters stay under Slack's 4,000 whatever they are. */
export function sentence(investigation: Investigation, rest: string): string {
  const drill = investigation.isTest ? ' (test incident)' : '';
  return notificationText(
    `${referenceOf(investigation)}${drill}: ${shorten(oneLine(rest), 700) || 'there is no text on record.'}`,
  );
}
