import { distance } from 'fastest-levenshtein';
import { isSubject } from './is-subject.ts';
import type { NameForm } from './name-forms.ts';
import { commonWords, environmentWords, genericWords, personWords, symptomWords } from './ordinary-words.ts';
import { canMean, type Word } from './words.ts';

/** How a mention was recognised, surest first. */
export type Likeness = 'literal' | 'respelled' | 'core' | 'reordered' | 'misspelled';

export interface ServiceMention {
  readonly form: NameForm;
  readonly likeness: Likeness;
  /** The place in the text, so that the words can be quoted. */
  readonly start: number;
  readonly end: number;
}

/** A text prepared for looking. */
export interface ReadText {
  readonly text: string;
  /** A title's subject is a name, whatever else the word means. */
  readonly isTitle?: boolean;
  readonly words: readonly Word[];
}

/** What shows that an everyday word is a name stands right beside it, in characters. */
const maxLookAround = 60;

type Found = { likeness: Likeness; words: number } | null;

/** The mention of one name that begins at the word `at`, or null. */
export function mentionAt(read: ReadText, at: number, form: NameForm): ServiceMention | null {
  const found =
    inOrder(read, at, form) ?? runTogether(read, at, form) ?? reordered(read, at, form) ?? misspelled(read, at, form);
  if (!found) return null;
  const span = spanOf(read, at, found.words);
  if (!span || !standsAlone(read, at, found.words)) return null;
  if (needsProof(found, form) && !isShownToBeName(read, at, found.words)) return null;
  return { form, likeness: found.likeness, ...span };
}

function inOrder(read: ReadText, at: number, form: NameForm): Found {
  if (matches(read, at, form.words)) {
    const span = spanOf(read, at, form.words.length);
    const isLiteral = span !== null && read.text.slice(span.start, span.end).toLowerCase() === form.literal;
    return { likeness: isLiteral ? 'literal' : 'respelled', words: form.words.length };
  }
  if (form.core.length < form.words.length && matches(read, at, form.core))
    return { likeness: 'core', words: form.core.length };
  return null;
}

function matches(read: ReadText, at: number, named: readonly string[]): boolean {
  return named.every((part, i) => canMean(read.words[at + i]?.plain ?? '', part));
}

/** `paymentgateway`, `GitHub sync` for `github-sync`; not `check out` for `checkout`, which is two words of prose. */
function runTogether(read: ReadText, at: number, form: NameForm): Found {
  if (form.joined.length < 6) return null;
  let joined = '';
  for (let words = 1; words <= 5 && at + words <= read.words.length; words++) {
    joined += read.words[at + words - 1]?.plain ?? '';
    if (joined.length > form.joined.length) return null;
    if (joined !== form.joined) continue;
    const span = spanOf(read, at, words);
    const isProse =
      form.words.length === 1 && words > 1 && span !== null && /\s/.test(read.text.slice(span.start, span.end));
    return isProse ? null : { likeness: 'respelled', words };
  }
  return null;
}

/** `gateway for payments`: all words of the core, at most two others between them. */
function reordered(read: ReadText, at: number, form: NameForm): Found {
  if (form.core.length < 2) return null;
  const missing = [...form.core];
  const reach = Math.min(read.words.length, at + form.core.length + 2);
  for (let i = at; i < reach; i++) {
    const place = missing.findIndex((part) => canMean(read.words[i]?.plain ?? '', part));
    if (place === -1) {
      if (i === at) return null;
      continue;
    }
    missing.splice(place, 1);
    if (missing.length === 0) return { likeness: 'reordered', words: i - at + 1 };
  }
  return null;
}

function misspelled(read: ReadText, at: number, form: NameForm): Found {
  let slips = 0;
  for (const [i, part] of form.core.entries()) {
    const written = read.words[at + i]?.plain ?? '';
    if (canMean(written, part)) continue;
    if (!isSlipOf(written, part) || (form.core.length === 1 && commonWords.has(part))) return null;
    slips++;
  }
  return slips === 1 ? { likeness: 'misspelled', words: form.core.length } : null;
}

/** One slip in a word of six letters or more, two in ten or more; the first letter is right; the word is no everyday word. */
export function isSlipOf(written: string, named: string): boolean {
  if (written[0] !== named[0] || named.length < 6 || commonWords.has(written)) return false;
  if (Math.abs(written.length - named.length) > 2) return false;
  const allowed = named.length >= 10 ? 2 : 1;
  return distance(written, named) <= allowed || isSwap(written, named);
}

function isSwap(written: string, named: string): boolean {
  if (written.length !== named.length || distance(written, named) !== 2) return false;
  const first = [...written].findIndex((letter, i) => letter !== named[i]);
  return (
    written[first] === named[first + 1] &&
    written[first + 1] === named[first] &&
    written.slice(first + 2) === named.slice(first + 2)
  );
}

/** Where the words stand; null when they reach over the end of a sentence or line. */
function spanOf(read: ReadText, at: number, words: number): { start: number; end: number } | null {
  const start = read.words[at]?.start;
  const end = read.words[at + words - 1]?.end;
  if (start === undefined || end === undefined) return null;
  return /[.!?;]\s|\n/.test(read.text.slice(start, end)) ? null : { start, end };
}

/** False inside a longer identifier that is another name: `checkout` in `checkout-mailer`, but not in `checkout-prod` or `checkout-5xx`. */
function standsAlone(read: ReadText, at: number, words: number): boolean {
  for (let i = at; isJoined(read, i - 1, i); i--) if (!isQualifier(read, i - 1)) return false;
  for (let i = at + words - 1; isJoined(read, i, i + 1); i++) if (!isQualifier(read, i + 1)) return false;
  return true;
}

function isJoined(read: ReadText, left: number, right: number): boolean {
  const [before, after] = [read.words[left], read.words[right]];
  return before !== undefined && after !== undefined && /^[-_]*$/.test(read.text.slice(before.end, after.start));
}

function isQualifier(read: ReadText, at: number): boolean {
  const plain = read.words[at]?.plain ?? '';
  const isPodHash = /\d/.test(plain) || (plain.length >= 4 && plain.length <= 10 && !/[aeiou]/.test(plain));
  return (
    isPodHash || plain === 'v' || environmentWords.has(plain) || genericWords.has(plain) || symptomWords.has(plain)
  );
}

function needsProof(found: NonNullable<Found>, form: NameForm): boolean {
  return form.isOrdinary && found.words < (form.words.length > 1 ? form.words.length : 2);
}

/** `user service`, `[web]`, `` `web` ``, `web: 5xx`, `service=web`, `latency on web`. */
function isShownToBeName(read: ReadText, at: number, words: number): boolean {
  const span = spanOf(read, at, words);
  if (!span) return false;
  const before = read.text.slice(Math.max(0, span.start - maxLookAround), span.start);
  const after = read.text.slice(span.end, span.end + maxLookAround);
  const isFirst = span.start <= maxLookAround && before.trim() === '';
  if (genericWords.has(read.words[at + words]?.plain ?? '') && /^[\s_-]/.test(after)) return true;
  if (/[[("'`]$/.test(before) && /^[\])"'`]/.test(after)) return true;
  if (/(service|svc|app|job|component|workload|deployment)\s*[=:]\s*["']?$/i.test(before)) return true;
  if (isFirst && (after.trim() === '' || /^\s*:/.test(after))) return true;
  if (personWords.has(read.words[at + words - 1]?.plain ?? '')) return false;
  if (read.isTitle && isSubject(read.text, span.start, span.end)) return true;
  return /\b(on|in|of|for|from|with|at|to)\s+(the\s+)?$/i.test(before) && /^\s*($|[.,;:!?)\n])/.test(after);
}
