import { type Document, type ErrorCode, LineCounter, parseDocument, visit } from 'yaml';
import type { ParsedText } from './parsed-text.ts';

export const isYaml = (file: string): boolean => /\.ya?ml$/i.test(file);

/** YAML 1.2: `yes` and `on` are text, and one file is one document. */
export function parseYaml(text: string): ParsedText {
  const lineCounter = new LineCounter();
  // Its own messages repeat the text around a fault, which may hold a secret: only place and kind are used.
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const [error] = document.errors;
  if (error) return faultAt(lineCounter, error.pos[0], hintFor(error.code));
  const offset = aliasWithoutAnchor(document);
  if (offset !== undefined) return faultAt(lineCounter, offset, 'This alias (*name) has no anchor (&name) before it');
  try {
    return { value: document.toJS() };
  } catch {
    // Aliases of aliases that would grow without bound.
    return faultAt(lineCounter, 0, 'Write out what the aliases (*name) stand for');
  }
}

function aliasWithoutAnchor(document: Document): number | undefined {
  let offset: number | undefined;
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) !== undefined) return undefined;
      offset = alias.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}

function faultAt(lines: LineCounter, offset: number, hint: string): ParsedText {
  const { line, col } = lines.linePos(offset);
  return { format: 'YAML', fault: { line: Math.max(1, line), column: Math.max(1, col), hint } };
}

const hintFor = (code: ErrorCode): string => hints[code] ?? 'Check the indentation and the quotes there';

const hints: Partial<Record<ErrorCode, string>> = {
  BAD_INDENT: 'Indent it like the keys beside it',
  DUPLICATE_KEY: 'This key stands in the object already: leave one of them',
  MISSING_CHAR: 'Something is missing there: a bracket, a comma, a colon or a closing quote',
  MULTIPLE_DOCS: 'Write one document in a file: leave out what begins with ---',
  TAB_AS_INDENT: 'Indent with spaces, not with tabs',
};
