/** A log line cut into words, its variable words replaced. */
export interface MaskedLine {
  /** Words; `<*>` for a variable one. Neighbouring variable words are one. */
  words: string[];
  /** What stood before each word, for showing the template. */
  gaps: string[];
  /** Equal for lines that differ in variable words only. */
  key: string;
}

export const variable = '<*>';
const maxLength = 400;
const statusBefore = new Set(['status', 'code', 'statuscode', 'status_code', 'returned', 'response', 'got', 'http']);

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code > 127;
/** `_ - . # $` hold a word together. */
const isJoint = (code: number): boolean => code === 95 || code === 45 || code === 46 || code === 35 || code === 36;

/** The part of a raw line that names the statement: the message of a JSON line, the first line of a stack trace. */
export function statementOf(message: string): string {
  let text = message;
  if (text.charCodeAt(0) === 123) {
    const inner = /"(?:msg|message|log|event)"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(text);
    if (inner?.[1] !== undefined) text = inner[1];
  }
  const end = text.indexOf('\n');
  if (end > 0) text = text.slice(0, end);
  return text.length > maxLength ? text.slice(0, maxLength) : text;
}

function maskWord(word: string, digits: number, letters: number, previous: string, keep: ReadonlySet<string>): string {
  if (digits === 0) return word;
  if (digits === 3 && letters === 0 && word.length === 3 && statusBefore.has(previous.toLowerCase())) return word;
  // A few digits in a long word belong to its name (`TravelServiceImpl#532`, `ts-travel2-service`); many make it an id.
  if (digits * 4 <= letters || keep.has(word.toLowerCase())) return word;
  return variable;
}

/** Cuts and masks one line in a single pass. `keep` holds lower-case words that are names whatever their digits. */
export function maskLine(message: string, keep: ReadonlySet<string>): MaskedLine {
  const text = statementOf(message);
  const words: string[] = [];
  const gaps: string[] = [];
  let key = '';
  let at = 0;
  let gapFrom = 0;
  while (at < text.length) {
    const from = at;
    let digits = 0;
    let letters = 0;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (isLetter(code)) letters += 1;
      else if (isDigit(code)) digits += 1;
      else if (!isJoint(code)) break;
    }
    if (digits + letters > 0) {
      const last = words[words.length - 1] ?? '';
      const word = maskWord(text.slice(from, at), digits, letters, last, keep);
      if (word !== variable || last !== variable) {
        words.push(word);
        gaps.push(text.slice(gapFrom, from));
        key += `${word} `;
      }
      gapFrom = at;
    }
    at += 1;
  }
  return { words, gaps, key };
}
