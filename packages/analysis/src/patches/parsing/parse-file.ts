import type { PatchFile } from '@incidentfox/incident';
import { type Language, languageOf } from './language-of.ts';
import { pairLines } from './pair-lines.ts';
import { DiffLine, type Hunk, type ParsedFile } from './parsed-file.ts';

const maxLineLength = 600;
const header = /^@@+(?:\s*-(\d+)(?:,(\d+))?\s+\+\d+(?:,\d+)?)?\s*(?:@@+)?:?\s*(.*?)\s*(?:@@+)?$/;
/** Where a line of plain words is text of a docstring or a page. */
const proseLanguages = new Set<Language>(['python', 'javascript']);
const prose = /^[A-Z][a-z]+(?: [\w='(),-]+){3,}[.:,]?$/;
const docstringLanguages = new Set<Language>(['python']);

/** Reads hunks, also fragments of them: headers without counts, few lines of context. Never throws. At most `maxLines` lines. */
export function parseFile(file: PatchFile, maxLines: number): ParsedFile {
  const language = languageOf(file.path);
  const hunks = readHunks(file.diff ?? '', language, maxLines);
  const counts = { '+': 0, '-': 0, ' ': 0 };
  for (const hunk of hunks) {
    markComments(hunk, language);
    for (const { sign, text } of hunk.lines) if (text !== '') counts[sign] += 1;
  }
  const saysNew = /^@@ -0,0 /.test(file.diff ?? '');
  markMoved(hunks);
  for (const hunk of hunks) pairLines(hunk);
  const effective = (sign: '+' | '-'): DiffLine[] =>
    hunks.flatMap(({ lines }) => lines.filter((line) => line.sign === sign && !isInert(line)));
  return {
    path: file.path,
    language,
    hunks,
    removed: effective('-'),
    added: effective('+'),
    deepened: hunks.flatMap(({ lines }) => lines.filter(isDeepened)),
    isNew: counts['-'] === 0 && counts[' '] === 0 && counts['+'] > 0 && (saysNew || counts['+'] > 3),
    isDeleted: counts['+'] === 0 && counts[' '] === 0 && counts['-'] > 3,
  };
}

function readHunks(diff: string, language: Language, maxLines: number): Hunk[] {
  const hunks: Hunk[] = [];
  let hunk: Hunk | null = null;
  let start = 0;
  for (let count = 0; count < maxLines && start < diff.length; count += 1) {
    let end = diff.indexOf('\n', start);
    if (end < 0) end = diff.length;
    const line = diff.slice(start, Math.min(end, start + maxLineLength));
    start = end + 1;
    const first = line[0];
    if (first === '@' && line.startsWith('@@')) {
      hunk = { heading: header.exec(line)?.[3] ?? '', lines: [], texts: new Map() };
      hunks.push(hunk);
      continue;
    }
    if (first === '\\' || line.startsWith('diff --git ') || line.startsWith('index ')) continue;
    if (hunk === null) {
      if (line.startsWith('--- ') || line.startsWith('+++ ')) continue;
      hunk = { heading: '', lines: [], texts: new Map() };
      hunks.push(hunk);
    }
    const sign = first === '+' || first === '-' ? first : ' ';
    hunk.lines.push(new DiffLine(sign, sign === ' ' && first !== ' ' ? line : line.slice(1), language, hunk));
  }
  return hunks;
}

/** `* text` of a block comment whose start the hunk does not show; `*p = 1` is Go. */
const insideBlock = /^\*(?:\s|\/|$)/;

/** Signs that a comment over several lines, or a line of prose, begins with. */
const couldComment: readonly boolean[] = Array.from({ length: 128 }, (_, code) =>
  /[*/<"'rRuUbBA-Z]/.test(String.fromCharCode(code)),
);

function markComments(hunk: Hunk, language: Language): void {
  const hasBlocks = !['python', 'ruby', 'yaml', 'docker', 'xml'].includes(language);
  const open = { before: '', after: '' };
  let previous = hunk.heading;
  for (const line of hunk.lines) {
    const { text, sign } = line;
    if (open.before === '' && open.after === '' && !couldComment[text.charCodeAt(0)]) {
      if (text !== '') previous = text;
      continue;
    }
    const side = sign === '-' ? 'before' : 'after';
    const was = open[side];
    let now = was;
    if (was !== '') {
      line.isComment = true;
      if (text.includes(was)) now = '';
    } else if (hasBlocks && insideBlock.test(text)) line.isComment = true;
    else if (hasBlocks && text.startsWith('/*') && !text.includes('*/')) {
      line.isComment = true;
      now = '*/';
    } else if (language === 'xml' && text.startsWith('<!--')) {
      line.isComment = true;
      if (!text.includes('-->')) now = '-->';
    } else if (docstringLanguages.has(language)) now = readDocstring(line, previous);
    if (proseLanguages.has(language) && prose.test(text)) line.isComment = true;
    if (sign === ' ') {
      open.before = now;
      open.after = now;
    } else open[side] = now;
    if (text !== '') previous = text;
  }
}

/** Marks a docstring line; gives what closes it when it goes on. */
function readDocstring(line: DiffLine, previous: string): string {
  const quotes = /^[rRuUbB]?("""|''')/.exec(line.text)?.[1];
  if (quotes === undefined) return '';
  const rest = line.text.slice(line.text.indexOf(quotes) + 3);
  if (rest.includes(quotes)) {
    line.isComment = true;
    return '';
  }
  const opens = rest !== '' ? /^[\w\s]/.test(rest) : /[:)]$|^$/.test(previous);
  if (opens) line.isComment = true;
  return opens ? quotes : '';
}

const isTrivial = /^[\s{}()[\];,]*$/;

/** Lines that stand on both sides have moved or were indented otherwise. */
function markMoved(hunks: readonly Hunk[]): void {
  const removed = new Map<number, DiffLine>();
  for (const { lines } of hunks) for (const line of lines) if (line.sign === '-') removed.set(printOf(line), line);
  if (removed.size === 0) return;
  const moved = new Set<number>();
  for (const { lines } of hunks) {
    for (const line of lines) {
      if (line.sign !== '+') continue;
      const print = printOf(line);
      const twin = removed.get(print);
      if (twin === undefined) continue;
      line.isMoved = true;
      line.partner = twin;
      moved.add(print);
    }
  }
  if (moved.size === 0) return;
  for (const { lines } of hunks)
    for (const line of lines) if (line.sign === '-' && moved.has(printOf(line))) line.isMoved = true;
}

/** A number of the text without its spaces and last comma or semicolon: formatting is no difference. */
function printOf({ text }: DiffLine): number {
  const last = text.charCodeAt(text.length - 1);
  const end = last === 44 || last === 59 ? text.length - 1 : text.length;
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let at = 0; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 32 || code === 9) continue;
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high + code, 0x5bd1e995);
  }
  return (low >>> 0) * 0x200000 + (high >>> 11);
}

const lineComment = /^(?:\/\/|#(?!\[|include|if|define|end)|--\s|<!--|;)/;

const isDeepened = (line: DiffLine): boolean =>
  line.sign === '+' && line.isMoved && !line.isComment && line.partner !== null && line.indent > line.partner.indent;

/** Blank, punctuation, comment or moved. */
function isInert(line: DiffLine): boolean {
  const { text } = line;
  if (line.isMoved || line.isComment || text === '') return true;
  // Words begin with a letter: nothing else can be a bracket or a comment.
  const first = text.charCodeAt(0) | 32;
  if (first >= 97 && first <= 122) return false;
  return isTrivial.test(text) || (lineComment.test(text) && line.code.trim() === '');
}
