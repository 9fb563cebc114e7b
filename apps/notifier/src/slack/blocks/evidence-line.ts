import type { Evidence } from '@incidentfox/incident';
import type { RichTextElement, RichTextSection } from '@slack/types';
import { logMessage } from '../../text/log-line.ts';
import { shorten } from '../../text/shorten.ts';
import { sparkline } from '../../text/sparkline.ts';
import { oneLine } from '../../text/untrusted-text.ts';
import { withhold } from '../../text/withhold-quotes.ts';
import { code, line, outsideLink, plain, quoted } from './rich-text.ts';

/** `99.9th percentile latency: 30 s (normal: 200 ms) ▁▁▂▇█ prometheus`; the source's name opens the vendor's page. */
export function evidenceLine(evidence: Evidence, options: EvidenceLineOptions): RichTextSection {
  const { sentence, isExternallyShared } = options;
  const title = isExternallyShared ? withhold(evidence.title, evidence.quote ? [evidence.quote] : []) : evidence.title;
  return line(
    ...(options.numbered ? [plain(`${evidence.id}  `)] : []),
    quoted(title, sentence),
    ...spark(evidence, options.spark),
    ...quote(evidence, isExternallyShared ? 0 : options.quote, options.messageOnly),
    ...source(evidence, options.trustedHosts),
  );
}

export interface EvidenceLineOptions {
  readonly sentence: number;
  /** Characters of the quoted log line or commit title; 0 shows none. */
  readonly quote: number;
  /** Only the message of a log line, not its time and fields. */
  readonly messageOnly: boolean;
  readonly spark: boolean;
  readonly numbered: boolean;
  readonly isExternallyShared: boolean;
  readonly trustedHosts: readonly string[];
}

function spark(evidence: Evidence, wanted: boolean): RichTextElement[] {
  const drawn = wanted && evidence.spark ? sparkline(evidence.spark, 12) : '';
  return drawn ? [plain(` ${drawn}`)] : [];
}

/** Not repeated when the title already holds it. */
function quote(evidence: Evidence, max: number, messageOnly: boolean): RichTextElement[] {
  if (max === 0 || !evidence.quote) return [];
  const text = oneLine(messageOnly ? logMessage(evidence.quote) : evidence.quote);
  if (text === '' || oneLine(evidence.title).includes(text.slice(0, 60))) return [];
  return [plain(' '), code(text, max)];
}

function source(evidence: Evidence, trustedHosts: readonly string[]): RichTextElement[] {
  if (!evidence.source) return [];
  const label = shorten(oneLine(evidence.source), 40) || 'source';
  const opens = outsideLink(evidence.link, label, trustedHosts);
  return opens ? [plain(' · '), opens] : [plain(` · ${label}`)];
}
