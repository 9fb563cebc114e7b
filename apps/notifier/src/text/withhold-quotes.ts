import type { Report } from '@incidentfox/incident';
import { maxTextRead } from '../thresholds.ts';

const withheld = '(quoted text withheld)';

/** So many characters in a row shared with a quoted text are that text, however it was cut or set. */
const telling = 20;

/**
 * A sentence for a channel that other organisations read, without the log lines and titles it quotes. The report says what was
 * quoted, in its evidence; the sentence itself is never read for quotation marks, which a log line may hold too. A sentence that
 * still shows a part of a quoted text is left out whole.
 */
export function withholdQuotes(sentence: string, report: Pick<Report, 'evidence'>): string {
  return withhold(
    sentence,
    report.evidence.flatMap(({ quote }) => (quote ? [quote] : [])),
  );
}

/** The same for the texts that are known to be quoted. */
export function withhold(sentence: string, quotes: readonly string[]): string {
  const text = sentence.slice(0, maxTextRead);
  const known = quotes.map((quote) => quote.slice(0, maxTextRead)).sort((a, b) => b.length - a.length);
  const rest = known.reduce((left, quote) => (quote.length < 3 ? left : left.split(quote).join(withheld)), text);
  return known.some((quote) => sharesMuch(plainly(rest), plainly(quote))) ? `${withheld}` : rest;
}

/** Nothing that hides or changes a character between the two: spaces, signs, case. */
function plainly(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\d]+/gu, '');
}

function sharesMuch(text: string, quote: string): boolean {
  if (quote.length < telling) return false;
  const parts = new Set<string>();
  for (let at = 0; at + telling <= quote.length; at++) parts.add(quote.slice(at, at + telling));
  for (let at = 0; at + telling <= text.length; at++) if (parts.has(text.slice(at, at + telling))) return true;
  return false;
}
