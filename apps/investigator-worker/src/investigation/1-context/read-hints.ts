import type { Context } from '@incidentfox/incident';

type Hint = Context['hints'][number];

const maxHints = 12;
const maxHintLength = 300;
/** A storm's alerts are megabytes, and their first hundreds say what the rest does. */
const maxReadLength = 200_000;

const linkShape = /https?:\/\/[^\s<>"')\]]+/g;
const shapes: readonly [Hint['kind'], RegExp][] = [
  ['link', linkShape],
  ['error_text', /["“`]([^"“”`\n]{6,300})["”`]/g],
  ['version', /\bv\d+\.\d+(?:\.\d+)?(?:[-+][\w.]+)?\b/g],
  ['host', /\b(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,6}(?:internal|local|svc|com|net|io|org|dev)\b/gi],
];

/** Quoted error texts, versions, host names and links in what people wrote. Untrusted: for showing and comparing only. */
export function readHints(whole: string): Hint[] {
  const text = whole.slice(0, maxReadLength);
  // a host inside a link is not a second hint
  const withoutLinks = text.replace(linkShape, ' ');
  const hints = new Map<string, Hint>();
  for (const [kind, shape] of shapes) {
    for (const match of (kind === 'host' ? withoutLinks : text).matchAll(shape)) {
      if (hints.size >= maxHints) return [...hints.values()];
      const found = (match[1] ?? match[0]).slice(0, maxHintLength);
      if (!hints.has(found)) hints.set(found, { kind, text: found });
    }
  }
  return [...hints.values()];
}
