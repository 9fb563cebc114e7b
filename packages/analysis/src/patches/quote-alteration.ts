import type { Alteration } from './alteration.ts';
import { named, withArticle, withDefinite } from './name-altered.ts';

/** What was done, by the value that was left: "removed a cache" rather than "changed the cache from cached to not cached". */
const doneBy: Readonly<Record<string, (what: string, from: string | null) => string>> = {
  dropped: (what) => `dropped ${withDefinite(what)}`,
  renamed: (what) => `renamed ${withDefinite(what.replace(/^name of /, ''))}`,
  removed: (what) => `removed ${withArticle(what)}`,
  added: (what) => `added ${withArticle(what)}`,
  bypassed: (what) => `bypassed ${withDefinite(what)}`,
  emptied: (what) => `emptied ${withDefinite(what)}`,
  inverted: (what) => `inverted ${withDefinite(what)}`,
  stricter: (what) => `made ${withDefinite(what)} stricter`,
  none: (what) => `removed ${withArticle(what)}`,
  'not cached': () => 'stopped using a cache',
  'not checked': (what) => `removed ${withArticle(what)}`,
  'not handled': (what) => `removed ${withArticle(what)}`,
  'not closed': (what) => `removed ${withArticle(what)}`,
  'not released': (what) => `removed ${withArticle(what)}`,
  'not locked': (what) => `removed ${withArticle(what)}`,
  held: (what) => `removed ${withArticle(what)}`,
  unbounded: (what) => `removed ${withArticle(what)}`,
  'one after the other': (what) => `removed ${withArticle(what)}`,
  'all rows': (what) => `removed ${withDefinite(what)}`,
  'another value': (what) => `changed ${withArticle(what)}`,
  'around more work': (what) => `moved ${withArticle(what)} around more work`,
  'without it': (what, from) => `took ${from?.replace(/^with /, '') ?? 'a part'} out of ${withDefinite(what)}`,
};

/**
 * The alteration as what a change did: "changed the pool size from 50 to 5 in `db/pool.ts`". Begins with a verb, so that "It" or
 * "which" can stand before it. The text is cleaned already, not escaped.
 */
export function quoteAlteration(alteration: Alteration): string {
  return `${whatWasDone(alteration)} in \`${alteration.path.replaceAll('`', "'")}\``;
}

function whatWasDone({ kind, what: label, from, to }: Alteration): string {
  const what = named(label);
  const state = to === null ? undefined : doneBy[to];
  if (state !== undefined) return state(what, from);
  if (kind === 'dependency' && from !== null && to !== null)
    return `${/, back\)$/.test(label) ? 'downgraded' : 'updated'} ${withoutStep(what)} from ${from} to ${to}`;
  if (isLong(from) || isLong(to)) return `changed ${withDefinite(what)}`;
  if (from !== null && from !== 'present' && to !== null) return `changed ${withDefinite(what)} from ${from} to ${to}`;
  if (to !== null) return isNumber(to) ? `set ${withDefinite(what)} to ${to}` : `added ${withArticle(what)} (${to})`;
  if (from !== null)
    return isNumber(from) ? `removed ${withDefinite(what)} of ${from}` : `removed ${withDefinite(what)} ${from}`;
  return withoutValues(what);
}

/** What has no value before or after says by itself what it does. */
function withoutValues(what: string): string {
  const grows = /^(.+) only grows$/.exec(what);
  if (grows !== null) return `added ${grows[1]}, which only grows`;
  const finer = /^(.+) made finer$/.exec(what);
  return finer === null ? `changed ${withDefinite(what)}` : `made ${withDefinite(finer[1] ?? '')} finer`;
}

const withoutStep = (what: string): string => what.replace(/ \((?:major|minor|patch)(?:, back)?\)$/, '');

const isNumber = (value: string): boolean => /^\d/.test(value);

/** More of a line than one reads in passing; the file says it better. Unit: characters. */
const maxValueLength = 40;
const isLong = (value: string | null): boolean => value !== null && value.length > maxValueLength;
