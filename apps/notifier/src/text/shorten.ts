const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * At most `max` UTF-16 units, ending at a word where there is one and never inside a character people see as one.
 * Meant for text before it is escaped: an escape can then never be cut.
 */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max <= 1) return max === 1 ? '…' : '';
  const prefix = wholeGraphemes(text, max - 1);
  const lastSpace = prefix.lastIndexOf(' ');
  const atWord = lastSpace > max * 0.6 ? prefix.slice(0, lastSpace) : prefix;
  return `${atWord.replace(/[\s,;:–-]+$/u, '')}…`;
}

function wholeGraphemes(text: string, max: number): string {
  let end = 0;
  for (const { index, segment } of segmenter.segment(text.slice(0, max + 64))) {
    if (index + segment.length > max) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

/** The first `max` items, and how many are left out. */
export function firstOf<T>(items: readonly T[], max: number): { shown: T[]; left: number } {
  return { shown: items.slice(0, max), left: Math.max(0, items.length - max) };
}
