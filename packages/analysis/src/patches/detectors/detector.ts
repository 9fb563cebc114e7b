import type { Alteration, AlterationKind } from '../alteration.ts';
import { consequenceOf } from '../consequences.ts';
import type { DiffLine, ParsedFile } from '../parsing/parsed-file.ts';

/** Finds one group of mechanisms in one file. */
export interface Detector {
  /** Lower-case words of letters one of which stands on a changed line it is about: others need not be asked. */
  wakesOn: readonly string[];
  /** Also asked about lines without such a word. */
  detect: (file: ParsedFile, lines: ConcernedLines) => Alteration[];
  /** Whether a file that is wholly new can act by this mechanism: migrations and policies do, new code is not called yet. */
  readsNewFiles?: boolean;
}

/** The changed lines that hold a word the detector wakes on. */
export interface ConcernedLines {
  removed: readonly DiffLine[];
  added: readonly DiffLine[];
}

interface Found {
  kind: AlterationKind;
  what: string;
  line: DiffLine;
  from?: string | null;
  to?: string | null;
  direction?: Alteration['direction'];
  /** Multiplies the strength of its kind: doubtful forms count less. */
  weight?: number;
}

/** An alteration with the consequences of its kind, or none when it can do no harm. Text is cleaned once, when the reading ends. */
export function alter(file: ParsedFile, found: Found): Alteration[] {
  const direction = found.direction ?? null;
  const consequence = consequenceOf(found.kind, direction);
  if (consequence === null) return [];
  return [
    {
      kind: found.kind,
      path: file.path,
      line: found.line.text,
      what: found.what,
      from: found.from ?? null,
      to: found.to ?? null,
      direction,
      ...consequence,
      strength: consequence.strength * (found.weight ?? 1),
    },
  ];
}

/** What the partner of a line says, or '' without one. */
export const before = (line: DiffLine): string => line.partner?.code ?? '';

/** The changed lines of a hunk on one side, joined: for asking whether something is still there. */
export function textOf(line: DiffLine, sides: readonly ('+' | '-' | ' ')[]): string {
  let text = '';
  for (const other of line.hunk.lines) if (sides.includes(other.sign) && !other.isComment) text += `${other.code}\n`;
  return text;
}
