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

/** Signs that a comment or a string could begin with. */
const special = /["'`#;]|\/[/*]|--/;
const none: readonly string[] = [];

/** Cuts one line into its views. Block comments inside the line are removed; those over several lines the caller knows. */
export function viewsOf(line: string, language: Language): CodeViews {
  if (!special.test(line)) return { code: line, bare: line, literals: none };
  const marks = lineComments[language] ?? slashes;
  const hasBlocks = marks.includes('//');
  const literals: string[] = [];
  let code = '';
  let bare = '';
  let from = 0;
  let at = 0;
  while (at < line.length) {
    const sign = line.charCodeAt(at);
    if (!canBegin[sign]) {
      at += 1;
      continue;
    }
    const isBlock = hasBlocks && sign === slash && line.charCodeAt(at + 1) === star;
    const isString = !isBlock && isQuote(line[at] as string, language) && !isApostrophe(line, at);
    if (!isBlock && !isString) {
      if (beginsComment(line, at, marks)) break;
      at += 1;
      continue;
    }
    const close = isBlock ? line.indexOf('*/', at + 2) : closingQuote(line, at, line[at] as string);
    const plain = line.slice(from, at);
    const end = close < 0 ? line.length : close + (isBlock ? 2 : 1);
    code += isBlock ? plain : line.slice(from, end);
    bare += isBlock ? plain : plain + line[at] + line[at];
    const inside = isBlock ? '' : line.slice(at + 1, close < 0 ? end : close);
    if (inside !== '') literals.push(inside);
    at = end;
    from = end;
  }
  const rest = line.slice(from, at);
  return { code: (code + rest).trimEnd(), bare: (bare + rest).trimEnd(), literals };
}

const slash = 47;
const star = 42;
const canBegin: readonly boolean[] = Array.from({ length: 128 }, (_, code) =>
  `"'\`#;/-`.includes(String.fromCharCode(code)),
);

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
