import { shorten } from '../text/shorten.ts';
import { oneLine, unlink } from '../text/untrusted-text.ts';

/** Untrusted text in incident.io's markdown: nothing in it formats, links or mentions. */
export function markdown(text: string, max: number): string {
  return unlink(shorten(oneLine(text), max)).replace(/[\\`*_[\]<>~|]/g, '\\$&');
}

/** Untrusted text in a title, which is plain. */
export function title(text: string, max = 140): string {
  return shorten(unlink(oneLine(text)), max) || '(no text)';
}
