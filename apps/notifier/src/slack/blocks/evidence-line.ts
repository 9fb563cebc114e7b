import type { Evidence } from '@incidentfox/incident';
import type { RichTextElement, RichTextSection } from '@slack/types';
import { shorten } from '../shorten.ts';
import { sparkline } from '../sparkline.ts';
import { oneLine } from '../untrusted-text.ts';
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
    ...quote(evidence, outsidersRead ? 0 : options.quote),
    ...source(evidence),
  );
}

export interface EvidenceLineOptions {
  readonly sentence: number;
  /** Characters of the quoted log line or commit title; 0 shows none. */
  readonly quote: number;
  readonly spark: boolean;
  readonly numbered: boolean;
  readonly outsidersRead: boolean;
}

function spark(evidence: Evidence, wanted: boolean): RichTextElement[] {
  const drawn = wanted && evidence.spark ? sparkline(evidence.spark) : '';
  return drawn ? [words(` ${drawn}`)] : [];
}

/** Not repeated when the title already holds it. */
function quote(evidence: Evidence, max: number): RichTextElement[] {
  if (max === 0 || !evidence.quote) return [];
  const text = oneLine(evidence.quote);
  if (text === '' || oneLine(evidence.title).includes(text.slice(0, 60))) return [];
  return [words(' '), code(text, max)];
}

function source(evidence: Evidence): RichTextElement[] {
  if (!evidence.source) return [];
  const label = shorten(oneLine(evidence.source), 40) || 'source';
  const opens = link(evidence.link, label);
  return opens ? [words(' · '), opens] : [words(` · ${label}`)];
}
