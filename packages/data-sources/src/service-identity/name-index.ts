import type { Service } from '@incidentfox/incident';
import { isSlipOf, type ReadText } from './find-mentions.ts';
import { type NameForm, nameFormsOf } from './name-forms.ts';
import { meaningsOf } from './words.ts';

/** The names of a catalogue, found by a word: comparing each word of a text with each name would take minutes in a storm. */
export interface NameIndex {
  readonly forms: readonly NameForm[];
  /** For each word of the text the names that a mention beginning there can be of, most specific first; more than really match. */
  candidatesIn(read: ReadText): Iterable<{ readonly at: number; readonly forms: readonly NameForm[] }>;
}

/** As many words as a name run together is looked for in. */
const maxJoinedWords = 5;
/** A storm's texts repeat the same words; words beyond that are looked up anew. */
const maxRememberedWords = 20_000;

const indexes = new WeakMap<readonly Service[], NameIndex>();

/** The index of a catalogue; made once for as long as the catalogue lives. */
export function nameIndexOf(catalogue: readonly Service[]): NameIndex {
  const known = indexes.get(catalogue);
  if (known) return known;
  const made = createNameIndex(nameFormsOf(catalogue));
  indexes.set(catalogue, made);
  return made;
}

/** A part of a name: the name's place among all, and the part's place in the name. */
interface NamePart {
  readonly place: number;
  readonly index: number;
}

interface Indexed {
  readonly forms: readonly NameForm[];
  readonly byFirstWord: ReadonlyMap<string, readonly number[]>;
  readonly byJoined: ReadonlyMap<string, readonly number[]>;
  /** The names that have a part which the word can mean, as written or by a slip of the pen. */
  readonly meantBy: (word: string) => readonly NamePart[];
  /** No mention is longer, in words. */
  readonly reach: number;
}

function createNameIndex(forms: readonly NameForm[]): NameIndex {
  const byPart = new Map<string, NamePart[]>();
  const byFirstWord = new Map<string, number[]>();
  const byJoined = new Map<string, number[]>();
  for (const [place, { words, core, joined }] of forms.entries()) {
    for (const [index, part] of core.entries()) put(byPart, part, { place, index });
    put(byFirstWord, words[0] ?? '', place);
    put(byJoined, joined, place);
  }
  const partsByLetter = new Map<string, string[]>();
  for (const part of byPart.keys()) put(partsByLetter, part.charAt(0), part);
  const meantBy = remembered((word: string): readonly NamePart[] => {
    const slips = (partsByLetter.get(word.charAt(0)) ?? []).filter((part) => isSlipOf(word, part));
    const parts = new Set([...meaningsOf(word), ...slips]);
    return [...parts].flatMap((part) => byPart.get(part) ?? []);
  });
  const reach = forms.reduce((longest, { words }) => Math.max(longest, words.length), maxJoinedWords) + 2;
  const indexed: Indexed = { forms, byFirstWord, byJoined, meantBy, reach };
  return { forms, candidatesIn: (read) => candidatesIn(indexed, read) };
}

/**
 * Moves over the text and counts the different parts of each name among the words ahead: a mention needs all of them there, and one word
 * said over and over is one part.
 */
function* candidatesIn(indexed: Indexed, read: ReadText): Generator<{ at: number; forms: NameForm[] }> {
  const { forms, byFirstWord, byJoined, meantBy, reach } = indexed;
  const width = forms.reduce((longest, { core }) => Math.max(longest, core.length), 1);
  const parts = new Uint32Array(forms.length * width);
  const ahead = new Uint32Array(forms.length);
  const count = (at: number, by: 1 | -1): void => {
    const word = read.words[at];
    if (!word) return;
    for (const { place, index } of meantBy(word.plain)) {
      const part = place * width + index;
      const before = parts[part] ?? 0;
      parts[part] = before + by;
      if (before === 0 || before + by === 0) ahead[place] = (ahead[place] ?? 0) + by;
    }
  };
  for (let at = 0; at < reach - 1; at++) count(at, 1);
  for (const [at, word] of read.words.entries()) {
    count(at + reach - 1, 1);
    const places = joinedAt(read, at, byJoined);
    const first = meaningsOf(word.plain).flatMap((meant) => byFirstWord.get(meant) ?? []);
    const isComplete = (place: number) => (ahead[place] ?? 0) >= (forms[place]?.core.length ?? 0);
    for (const { place } of meantBy(word.plain)) if (isComplete(place)) places.push(place);
    for (const place of first) if (isComplete(place)) places.push(place);
    if (places.length > 0)
      yield { at, forms: [...new Set(places)].sort((a, b) => a - b).flatMap((place) => forms[place] ?? []) };
    count(at, -1);
  }
}

function joinedAt(read: ReadText, at: number, byJoined: ReadonlyMap<string, readonly number[]>): number[] {
  const found: number[] = [];
  let joined = '';
  for (let words = 0; words < maxJoinedWords && at + words < read.words.length; words++) {
    joined += read.words[at + words]?.plain ?? '';
    found.push(...(byJoined.get(joined) ?? []));
  }
  return found;
}

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

function remembered<T>(find: (word: string) => T): (word: string) => T {
  const known = new Map<string, T>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    if (known.size >= maxRememberedWords) known.clear();
    const found = find(word);
    known.set(word, found);
    return found;
  };
}
