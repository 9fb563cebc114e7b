import type { Language } from './language-of.ts';

/** How a language writes a comment to the end of the line. */
const lineComments: Partial<Record<Language, readonly string[]>> = {
  python: ['#'],
  ruby: ['#'],
  yaml: ['#'],
  docker: ['#'],
  properties: ['#', ';', '//'],
  terraform: ['#', '//'],
  sql: ['--'],
  json: ['//'],
  xml: [],
  unknown: ['#', '//'],
  php: ['//', '#'],
};
const slashes: readonly string[] = ['//'];

/** A line of code in three views. */
export interface CodeViews {
  /** Without comments, strings kept. */
  code: string;
  /** Without comments and without what stands in strings. */
  bare: string;
  /** What stands in strings. */
  literals: readonly string[];
}

const isQuote = (char: string, language: Language): boolean =>
  char === '"' || char === "'" || (char === '`' && language !== 'sql' && language !== 'yaml');

/** Whether a comment begins at `at`. `#` and `;` need a space or the line's start before them, or `#fff` and URLs would end lines. */
function beginsComment(text: string, at: number, marks: readonly string[]): boolean {
  for (const mark of marks) {
    if (!text.startsWith(mark, at)) continue;
    if (mark === '//' && at > 0 && text[at - 1] === ':') continue;
    if ((mark === '#' || mark === ';') && at > 0 && !/\s/.test(text[at - 1] as string)) continue;
    if (mark === ';' && at > 0) continue;
    return true;
  }
  return false;
}

/** Cuts one line into its views. Block comments inside the line are removed; those over several lines the caller knows. */
export function viewsOf(line: string, language: Language): CodeViews {
  const marks = lineComments[language] ?? slashes;
  const literals: string[] = [];
  let code = '';
  let bare = '';
  let at = 0;
  while (at < line.length) {
    const char = line[at] as string;
    if (beginsComment(line, at, marks)) break;
    if (char === '/' && line[at + 1] === '*' && marks.includes('//')) {
      const close = line.indexOf('*/', at + 2);
      if (close < 0) break;
      at = close + 2;
      continue;
    }
    if (isQuote(char, language) && !isApostrophe(line, at)) {
      const close = closingQuote(line, at, char);
      const inside = line.slice(at + 1, close < 0 ? line.length : close);
      if (inside !== '') literals.push(inside);
      code += close < 0 ? line.slice(at) : line.slice(at, close + 1);
      bare += char + char;
      at = close < 0 ? line.length : close + 1;
      continue;
    }
    code += char;
    bare += char;
    at += 1;
  }
  return { code: code.trimEnd(), bare: bare.trimEnd(), literals };
}

const isApostrophe = (line: string, at: number): boolean =>
  line[at] === "'" &&
  at > 0 &&
  /\w/.test(line[at - 1] as string) &&
  /\w/.test(line[at + 1] ?? '') &&
  !/[brfu]$/i.test(line[at - 1] as string);

function closingQuote(line: string, from: number, quote: string): number {
  for (let at = from + 1; at < line.length; at += 1) {
    if (line[at] === '\\') at += 1;
    else if (line[at] === quote) return at;
  }
  return -1;
}
