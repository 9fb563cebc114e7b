import type { LogDigest } from '@incidentfox/incident';

const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('\\"', '"').trim();

/** Whether a quote, which may be cut at its end, stands in a text. */
export function isQuoteOf(quote: string, text: string): boolean {
  const wanted = plain(quote.replace(/…$/, ''));
  return wanted !== '' && (plain(text).includes(wanted) || text.includes(quote.replace(/…$/, '')));
}

/** A line with what varies taken out, so that lines of one statement are equal. */
export const statementIn = (line: string): string =>
  plain(line)
    .replaceAll(/\b(?=[\w.:-]*\d)[\w.:-]+/g, '#')
    .replaceAll(/#(?:[\s,;:=()-]*#)+/g, '#');

/** Whether two lines are of one statement, as somebody who sorts lines might see it: many of their words are the same. */
export function isAlike(line: string, example: string): boolean {
  const [a, b] = [statementIn(line).split(' '), statementIn(example).split(' ')];
  const same = a.filter((word) => b.includes(word)).length;
  return statementIn(line) === statementIn(example) || same >= 0.4 * Math.max(a.length, b.length);
}

/** How often the statement of a quote stands in the lines of a service, in the window and before it. */
export interface QuoteCount {
  /** Lines that are the quote, word by word. */
  same: number;
  /** Lines of the statement, each for as many as the source counted. */
  alike: number;
  before: number;
}

export function countStatement(digests: readonly LogDigest[], quote: string): QuoteCount {
  const all = digests.flatMap(({ lines, baselineLines }) => [...lines, ...baselineLines]);
  const example = all.find(({ message }) => isQuoteOf(quote, message))?.message ?? quote;
  const alike = digests.reduce((sum, { lines, total }) => {
    const each = lines.length === 0 ? 1 : Math.max(1, total / lines.length);
    const own = lines.filter(({ message }) => isAlike(message, example));
    return sum + own.reduce((all, { standsFor = each }) => all + standsFor, 0);
  }, 0);
  const countIn = (lines: LogDigest['lines'], isOne: (message: string) => boolean) =>
    lines.filter(({ message }) => isOne(message)).length;
  return {
    same: Math.max(...digests.map(({ lines }) => countIn(lines, (message) => message === example))),
    alike,
    before: digests.reduce(
      (sum, { baselineLines }) => sum + countIn(baselineLines, (message) => message === example),
      0,
    ),
  };
}
