import type { Evidence } from '@incidentfox/incident';
import type { RichTextElement, RichTextSection } from '@slack/types';
import { shorten } from '../shorten.ts';
import { sparkline } from '../sparkline.ts';
import { oneLine } from '../untrusted-text.ts';
import { tellingPart } from './log-line.ts';
import { code, line, link, quoted, words } from './rich-text.ts';
import { withheld } from './withheld.ts';

/** `99.9th percentile latency: 30 s (normal: 200 ms) ▁▁▂▇█ prometheus`; the source's name opens the vendor's page. */
export function evidenceLine(evidence: Evidence, options: EvidenceLineOptions): RichTextSection {
  const { sentence, outsidersRead } = options;
  const title = outsidersRead ? withheld(evidence.title) : evidence.title;
  return line(
    ...(options.numbered ? [words(`${evidence.id}  `)] : []),
    quoted(title, sentence),
    ...spark(evidence, options.spark),
    ...quote(evidence, outsidersRead ? 0 : options.quote, options.telling),
    ...source(evidence),
  );
}

export interface EvidenceLineOptions {
  readonly sentence: number;
  /** Characters of the quoted log line or commit title; 0 shows none. */
  readonly quote: number;
  /** Only the message of a log line, not its time and fields. */
  readonly telling: boolean;
  readonly spark: boolean;
  readonly numbered: boolean;
  readonly outsidersRead: boolean;
}

function spark(evidence: Evidence, wanted: boolean): RichTextElement[] {
  const drawn = wanted && evidence.spark ? sparkline(evidence.spark, 12) : '';
  return drawn ? [words(` ${drawn}`)] : [];
}

/** Not repeated when the title already holds it. */
function quote(evidence: Evidence, max: number, telling: boolean): RichTextElement[] {
  if (max === 0 || !evidence.quote) return [];
  const text = oneLine(telling ? tellingPart(evidence.quote) : evidence.quote);
  if (text === '' || oneLine(evidence.title).includes(text.slice(0, 60))) return [];
  return [words(' '), code(text, max)];
}

function source(evidence: Evidence): RichTextElement[] {
  if (!evidence.source) return [];
  const label = shorten(oneLine(evidence.source), 40) || 'source';
  const opens = link(evidence.link, label);
  return opens ? [words(' · '), opens] : [words(` · ${label}`)];
}
