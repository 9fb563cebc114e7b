import { shorten } from '../text/shorten.ts';
import { oneLine, unlink } from '../text/untrusted-text.ts';

/** Untrusted text in incident.io's markdown: nothing in it formats, links or mentions. What stands between two backquotes is code. */
export function markdown(text: string, max: number): string {
  const parts = shorten(oneLine(text), max).split(/(`[^`]+`)/);
  return parts.map((part, index) => (index % 2 === 1 ? part : plain(part))).join('');
}

function plain(text: string): string {
  return unlink(text).replace(/[\\`*_[\]<>~|]/g, '\\$&');
}

/** Untrusted text in a title, which is plain. */
export function title(text: string, max = 140): string {
  return shorten(unlink(oneLine(text)), max) || '(no text)';
}
