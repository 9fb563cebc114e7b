import type { Language } from './language-of.ts';
import { type CodeViews, viewsOf } from './strip-comments.ts';

/** A line of a hunk. Its views are cut when somebody looks, as most lines concern nobody. */
export class DiffLine {
  private views: CodeViews | null = null;
  readonly language: Language;
  readonly sign: '+' | '-' | ' ';
  /** Without the sign, trimmed. */
  readonly text: string;
  /** Width of the white space it begins with; a tab counts as four. */
  readonly indent: number;
  /** Place in its hunk. */
  readonly at: number;
  readonly hunk: Hunk;
  /** Inside a block comment or a docstring. */
  isComment = false;
  /** The same text stands on the other side too: moved, or indented otherwise. */
  isMoved = false;
  /** One bit for each detector that could be concerned. */
  topics = 0;
  /** The removed line that this added line replaces, or the other way round. */
  partner: DiffLine | null = null;

  constructor(sign: '+' | '-' | ' ', raw: string, language: Language, hunk: Hunk) {
    this.sign = sign;
    this.text = raw.trim();
    this.indent = indentOf(raw);
    this.language = language;
    this.hunk = hunk;
    this.at = hunk.lines.length;
  }

  get code(): string {
    return this.cut().code;
  }

  get bare(): string {
    return this.cut().bare;
  }

  get literals(): readonly string[] {
    return this.cut().literals;
  }

  private cut(): CodeViews {
    if (this.views === null) {
      this.views = this.isComment ? { code: '', bare: '', literals: [] } : viewsOf(this.text, this.language);
    }
    return this.views;
  }
}

export interface Hunk {
  /** What follows the second `@@`: usually the function the hunk stands in. */
  heading: string;
  lines: DiffLine[];
  /** Lines of some signs, joined once for all who ask. */
  texts: Map<string, string>;
}

/** One file of a patch, read. */
export interface ParsedFile {
  path: string;
  language: Language;
  hunks: readonly Hunk[];
  /** Changed lines that can have an effect: no blanks, no comments, nothing that only moved. */
  removed: readonly DiffLine[];
  added: readonly DiffLine[];
  /** Lines that only moved, but now stand deeper: inside a loop, a lock or a condition. */
  deepened: readonly DiffLine[];
  /** Nothing but added lines: it did not exist before. */
  isNew: boolean;
  /** Nothing but removed lines. */
  isDeleted: boolean;
}

function indentOf(raw: string): number {
  let width = 0;
  for (let at = 0; at < raw.length; at += 1) {
    const code = raw.charCodeAt(at);
    if (code === 32) width += 1;
    else if (code === 9) width += 4;
    else break;
  }
  return width;
}

const maxLookBack = 80;

/** The lines of the same side that enclose `line`, innermost first, by indentation. Empty where the hunk does not show them. */
export function enclosing(line: DiffLine, max = 5): DiffLine[] {
  const found: DiffLine[] = [];
  const hidden = line.sign === '-' ? '+' : '-';
  let { indent } = line;
  const { lines } = line.hunk;
  for (let at = line.at - 1; at >= Math.max(0, line.at - maxLookBack) && found.length < max && indent > 0; at -= 1) {
    const other = lines[at] as DiffLine;
    if (other.sign === hidden || other.text === '' || other.isComment || other.indent >= indent) continue;
    // A bracket on a line of its own belongs to the line above it.
    if (other.text === '{' || other.text === '(') {
      indent = other.indent + 1;
      continue;
    }
    if (/^[)\]}]/.test(other.text) && !/[{([]\s*$|\bdo\b|:\s*$|=>/.test(other.text)) continue;
    found.push(other);
    indent = other.indent;
  }
  return found;
}

/** The lines of one side of a hunk: what stood there before, or what stands there now. */
export const sideOf = (hunk: Hunk, side: 'before' | 'after'): DiffLine[] =>
  hunk.lines.filter(({ sign, isComment }) => sign !== (side === 'before' ? '+' : '-') && !isComment);
