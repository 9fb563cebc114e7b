import { maxStatementParts, minSightings } from './limits.ts';

/**
 * A statement that many lines make, by the parts of it that never vary, in their order: a line that has all of them is one of its lines.
 * Parts are words without digits, quotes and signs that a query language gives a meaning to.
 */
export type UsualStatement = readonly string[];

const word = '[A-Za-z][A-Za-z_.-]*';
const run = new RegExp(`${word}(?:(?:[:,;]? | - )${word})*`, 'g');
/** What a line begins with whoever writes it, and keys of structured lines. */
const saysNothing = /^(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|error|warn|info|level|msg|message|time|ts)$/;
/** Grouping is quadratic in the number of groups: beyond, lines are too diverse for it to help. */
const maxGroups = 200;

interface Group {
  count: number;
  readonly example: string;
  /** The parts that all lines of the group have. */
  parts: string[];
}

/** The statements that most of these lines make, the most frequent first. */
export function usualStatements(texts: readonly string[], limit: number): UsualStatement[] {
  const groups = group(texts);
  return groups
    .filter(({ count }) => count >= minSightings)
    .map((one) => ownParts(one, groups))
    .filter((parts) => parts !== null)
    .slice(0, limit);
}

/** Which of the statements a line makes, by its place among them; -1 when none. */
export const statementOf = (text: string, statements: readonly UsualStatement[]): number =>
  statements.findIndex((parts) => makes(text, parts));

function makes(text: string, parts: UsualStatement): boolean {
  let from = 0;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}

function group(texts: readonly string[]): Group[] {
  const groups: Group[] = [];
  const known = new Map<string, Group>();
  for (const text of texts) {
    const parts = partsOf(text);
    const key = parts.join('|');
    let found = known.get(key) ?? groups.find((one) => isAlike(one.parts, parts));
    if (found === undefined) {
      if (groups.length >= maxGroups) continue;
      found = { count: 0, example: text, parts };
      groups.push(found);
    }
    known.set(key, found);
    if (found.count > 0 && !makes(text, found.parts)) found.parts = commonParts(found.parts, text);
    found.count += 1;
  }
  return groups.sort((a, b) => b.count - a.count);
}

const partsOf = (text: string): string[] => [...text.matchAll(run)].map(([words]) => words.replace(/[.-]+$/, ''));

const wordsOf = (parts: readonly string[]): string[] => parts.flatMap((one) => one.split(' '));

/** More than three quarters of the words are shared: a name or two may differ. */
function isAlike(a: readonly string[], b: readonly string[]): boolean {
  const left = wordsOf(a);
  const right = new Set(wordsOf(b));
  const shared = left.filter((one) => right.has(one)).length;
  return shared > 0 && shared > 0.75 * Math.max(left.length, right.size);
}

/** What is left of the parts in a text, in their order. */
function commonParts(parts: readonly string[], text: string): string[] {
  const common: string[] = [];
  let from = 0;
  const take = (part: string): boolean => {
    const at = text.indexOf(part, from);
    if (part === '' || at < 0) return false;
    common.push(part);
    from = at + part.length;
    return true;
  };
  for (const part of parts) {
    if (take(part)) continue;
    // A word in the middle varies: what stands on either side of it.
    let piece = '';
    for (const one of part.split(' ')) {
      const longer = piece === '' ? one : `${piece} ${one}`;
      if (text.indexOf(longer, from) >= 0) piece = longer;
      else {
        take(piece);
        piece = text.indexOf(one, from) >= 0 ? one : '';
      }
    }
    take(piece);
  }
  return common;
}

/** The parts that tell a statement from the others; null where it has none of its own. */
function ownParts(own: Group, groups: readonly Group[]): UsualStatement | null {
  const others = groups.filter((one) => one !== own);
  const telling = own.parts.filter((part) => part.length >= 3 && !saysNothing.test(part));
  const isEverywhere = (part: string) => others.length > 0 && others.every(({ example }) => example.includes(part));
  const specific = telling.filter((part) => !isEverywhere(part));
  const longest = [...specific].sort((a, b) => b.length - a.length).slice(0, maxStatementParts);
  const parts = specific.filter((part) => longest.includes(part)).slice(0, maxStatementParts);
  const words = wordsOf(parts).length;
  if (words < 2 || others.some(({ example }) => makes(example, parts))) return null;
  return parts;
}
