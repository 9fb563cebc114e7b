import type { ParsedFile } from './parsing/parsed-file.ts';
import { spaced } from './parsing/split-words.ts';

const maxWords = 800;
const maxLines = 600;
const maxPhrase = 120;
const identifier = /[A-Za-z_$][\w$]{2,}/g;

/** Words of languages: they stand in every diff. */
const keywords = new Set(
  'the and for not this self new var let const func function def class return public private protected static final void int string str bool boolean true false null nil none undefined import export from package require else elif elsif then end while foreach break continue switch case default try catch finally throw throws raise except rescue async await yield with type interface struct enum extends implements override if err error ctx context log logger get set add map list string float double long object dict val fun name value key data result args self'.split(
    ' ',
  ),
);

/**
 * What the changed lines name, lower-case: quoted phrases (weight 1), long identifiers whole (.8) and their parts and short ones
 * (.2 to .4). Comments, moved lines and words of the language itself are left out.
 */
export function readWords(files: readonly ParsedFile[]): ReadonlyMap<string, number> {
  const words = new Map<string, number>();
  const done = new Set<string>();
  const isFirst = (text: string): boolean => done.size !== done.add(text).size;
  let left = maxLines;
  for (const { removed, added } of files) {
    for (const lines of [added, removed]) {
      for (const line of lines) {
        left -= 1;
        if (left < 0 || words.size >= maxWords) return words;
        for (const literal of line.literals) if (isFirst(literal)) addLiteral(words, literal);
        for (const name of line.bare.match(identifier) ?? []) if (isFirst(name)) addIdentifier(words, name);
      }
    }
  }
  return words;
}

function add(words: Map<string, number>, word: string, weight: number): void {
  if (weight > (words.get(word) ?? 0)) words.set(word, weight);
}

/** The fixed parts of a message: what stands between its placeholders. */
function addLiteral(words: Map<string, number>, literal: string): void {
  if (literal.length < 3) return;
  for (const part of literal.slice(0, maxPhrase * 2).split(/\$?\{[^}]*\}|%[-+\d.]*[a-zA-Z]|#\{[^}]*\}|\\n|[:=]\s*$/)) {
    const phrase = normalised(part);
    if (phrase.length < 4 || !/[a-z]{3}/.test(phrase)) continue;
    const isPhrase = phrase.includes(' ') || /[./_-]/.test(part.trim());
    if (isPhrase) add(words, phrase.slice(0, maxPhrase), phrase.length >= 8 ? 1 : 0.6);
    else addIdentifier(words, part.trim());
  }
}

function addIdentifier(words: Map<string, number>, name: string): void {
  const whole = name.toLowerCase();
  if (keywords.has(whole)) return;
  const parts = spaced(name);
  if (parts.includes(' ')) {
    add(words, whole, whole.length >= 10 ? 0.8 : 0.5);
    add(words, parts, whole.length >= 10 ? 0.8 : 0.5);
    for (const part of parts.split(' ')) if (part.length >= 4 && !keywords.has(part)) add(words, part, 0.2);
  } else if (whole.length >= 4) add(words, whole, whole.length >= 8 ? 0.4 : 0.25);
}

/** Lower-case words with one space between: how diffs and observed texts are compared. */
export const normalised = (text: string): string => spaced(text);
