import type { Context } from '@incidentfox/incident';

type Hint = Context['hints'][number];

const maxHints = 12;
const maxHintLength = 300;

const shapes: readonly [Hint['kind'], RegExp][] = [
  ['link', /https?:\/\/[^\s<>"')\]]+/g],
  ['error_text', /["“`]([^"”`\n]{6,300})["”`]/g],
  ['version', /\bv\d+\.\d+(?:\.\d+)?(?:[-+][\w.]+)?\b/g],
  ['host', /\b(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,6}(?:internal|local|svc|com|net|io|org|dev)\b/gi],
];

/** Quoted error texts, versions, host names and links in what people wrote. Untrusted: for showing and comparing only. */
export function readHints(text: string): Hint[] {
  const hints: Hint[] = [];
  let rest = text;
  for (const [kind, shape] of shapes) {
    for (const match of text.matchAll(shape)) {
      const found = (match[1] ?? match[0]).slice(0, maxHintLength);
      if (kind === 'host' && !rest.includes(match[0])) continue;
      if (hints.length < maxHints && !hints.some((h) => h.text === found)) hints.push({ kind, text: found });
    }
    // a host inside a link is not a second hint
    if (kind === 'link') rest = text.replace(shape, ' ');
  }
  return hints;
}
