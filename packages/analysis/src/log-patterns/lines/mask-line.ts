import { maxStatementLength, minIdLength } from '../thresholds.ts';

/** A log line cut into words, its variable words replaced. */
export interface MaskedLine {
  /** Words; `<*>` for a variable one. Neighbouring variable words are one. */
  words: string[];
  /** What stood before each word, for showing the template. */
  gaps: string[];
}

export const variable = '<*>';
const statusBefore = new Set(['status', 'code', 'statuscode', 'status_code', 'returned', 'response', 'got', 'http']);

const letter = 1;
const digit = 2;
/** `_ - . # $` hold a word together. */
const joint = 3;

/** What a character is by its code; everything beyond ASCII is a letter. */
const classes = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  if (/[A-Za-z]/.test(char)) return letter;
  if (/[0-9]/.test(char)) return digit;
  return /[-_.#$]/.test(char) ? joint : 0;
});

const jsonMessage = /"(?:msg|message|log|event)"\s*:\s*"((?:[^"\\]|\\.)*)"/;
const logfmtMessage = /(?:^|\s)(?:msg|message)=(?:"((?:[^"\\]|\\.)*)"|(\S+))/;

/** The part of a raw line that names the statement: the message of a JSON or key=value line, the first line of a stack trace. */
export function statementOf(message: string): string {
  let text = message;
  if (text.charCodeAt(0) === 123) text = jsonMessage.exec(text)?.[1] ?? text;
  else if (text.includes('msg=') || text.includes('message=')) {
    const found = logfmtMessage.exec(text);
    text = found?.[1] ?? found?.[2] ?? text;
  }
  const end = text.indexOf('\n');
  if (end > 0) text = text.slice(0, end);
  return text.length > maxStatementLength ? text.slice(0, maxStatementLength) : text;
}

/** A word of a text: where it stands, how many digits and letters it has, and a hash of its characters. */
interface Word {
  from: number;
  to: number;
  digits: number;
  letters: number;
  /** Letters that follow a digit: `7f3kq2` has two, `v2-service` none. */
  mixes: number;
  low: number;
  high: number;
}

const blank = (): Word => ({ from: 0, to: 0, digits: 0, letters: 0, mixes: 0, low: 0, high: 0 });

/** Whether the word `at` is a value rather than a name. `last` is the word before it; `keep` holds lower-case names. */
function isVariable(
  text: string,
  { from, to, digits, letters, mixes }: Word,
  last: Word,
  keep: ReadonlySet<string>,
): boolean {
  // A few digits in a long word belong to its name (`TravelServiceImpl#532`, `ts-travel2-service`); many make it an id.
  const looksLikeId = mixes > 0 && to - from >= minIdLength;
  if (digits * 4 <= letters && !looksLikeId) return false;
  if (
    digits === 3 &&
    letters === 0 &&
    to - from === 3 &&
    statusBefore.has(text.slice(last.from, last.to).toLowerCase())
  ) {
    return false;
  }
  return letters === 0 || keep.size === 0 || !keep.has(text.slice(from, to).toLowerCase());
}

const seed = 0x811c9dc5;

/** Reads the next word at or after `at` into `word`; false when there is none. */
function readWord(text: string, at: number, word: Word): boolean {
  const length = text.length;
  let from = at;
  while (from < length && classes[text.charCodeAt(from)] === 0) from += 1;
  let low = seed;
  let high = seed;
  let digits = 0;
  let letters = 0;
  let mixes = 0;
  let before = 0;
  let to = from;
  for (; to < length; to += 1) {
    const code = text.charCodeAt(to);
    const kind = code < 128 ? (classes[code] as number) : letter;
    if (kind === 0) break;
    if (kind === letter) {
      letters += 1;
      if (before === digit) mixes += 1;
    } else if (kind === digit) digits += 1;
    before = kind;
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high + code, 0x5bd1e995);
  }
  word.from = from;
  word.to = to;
  word.digits = digits;
  word.letters = letters;
  word.mixes = mixes;
  word.low = low;
  word.high = high;
  return from < length;
}

/** Cuts and masks one line. `keep` holds lower-case words that are names whatever their digits. */
export function maskLine(text: string, keep: ReadonlySet<string>): MaskedLine {
  const words: string[] = [];
  const gaps: string[] = [];
  let word = blank();
  let last = blank();
  while (readWord(text, word.to, word)) {
    if (word.digits + word.letters === 0) continue;
    const shown = isVariable(text, word, last, keep) ? variable : text.slice(word.from, word.to);
    if (shown !== variable || words.at(-1) !== variable) {
      words.push(shown);
      gaps.push(text.slice(last.to, word.from));
    }
    last = word;
    word = { ...word };
  }
  return { words, gaps };
}

/**
 * A number that is equal for lines that differ in variable words only, in 53 bits, without cutting the line up: what makes a
 * million lines affordable. Among n statements two share one with a chance of about n² / 10^16.
 */
export function fingerprint(text: string, keep: ReadonlySet<string>): number {
  let low = seed;
  let high = seed;
  let afterVariable = false;
  let word = blank();
  let last = blank();
  while (readWord(text, word.to, word)) {
    if (word.digits + word.letters === 0) continue;
    const hidden = word.digits > 0 && isVariable(text, word, last, keep);
    if (!hidden || !afterVariable) {
      low = Math.imul(low ^ (hidden ? 1 : word.low), 0x01000193);
      high = Math.imul((high ^ (hidden ? 3 : word.high)) + 0x9e3779b9, 0x5bd1e995) ^ (high >>> 15);
    }
    afterVariable = hidden;
    const free = last;
    last = word;
    word = free;
    word.to = last.to;
  }
  return (low >>> 0) * 0x200000 + (high >>> 11);
}
