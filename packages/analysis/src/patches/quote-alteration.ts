import type { Alteration } from './alteration.ts';

/** Values that read as words of ours: `cache removed` rather than `cache cached -> not cached`. */
const states: Readonly<Record<string, string>> = {
  dropped: 'dropped',
  renamed: 'changed',
  removed: 'removed',
  added: 'added',
  bypassed: 'bypassed',
  emptied: 'emptied',
  'not cached': 'no longer used',
  'not checked': 'removed',
  'not handled': 'removed',
  'not closed': 'removed',
  'not released': 'removed',
  'not locked': 'removed',
  held: 'removed',
  unbounded: 'removed',
  'one after the other': 'removed',
  stricter: 'made stricter',
  'all rows': 'removed',
  'another value': 'changed',
};

/** The alteration as a part of a sentence: "pool size 50 -> 5 in `db/pool.ts`". The text is cleaned already, not escaped. */
export function quoteAlteration(alteration: Alteration): string {
  const { what, from, to, path } = alteration;
  const place = `in \`${path.replaceAll('`', "'")}\``;
  const state = to === null ? undefined : states[to];
  if (state !== undefined) return `${what} ${state} ${place}`;
  if (from !== null && to !== null) return `${what} ${from} -> ${to} ${place}`;
  if (to !== null) return `${what} ${to} added ${place}`;
  if (from !== null) return `${what} ${from} removed ${place}`;
  return `${what} ${place}`;
}
