import type { Alteration, AlterationKind } from '../alteration.ts';
import { consequenceOf } from '../consequences.ts';
import type { DiffLine, ParsedFile } from '../parsing/parsed-file.ts';

/** Finds one group of mechanisms in one file. */
export interface Detector {
  /** Lower-case words of letters one of which stands on a changed line it is about: others need not be asked. */
  wakesOn: readonly string[];
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

/** The lines of a hunk with one of these signs, joined: for asking whether something is still there. */
export function textOf({ hunk }: DiffLine, sides: readonly ('+' | '-' | ' ')[]): string {
  const wanted = sides.join('');
  const known = hunk.texts.get(wanted);
  if (known !== undefined) return known;
  let text = '';
  for (const { sign, isComment, code } of hunk.lines) if (wanted.includes(sign) && !isComment) text += `${code}\n`;
  hunk.texts.set(wanted, text);
  return text;
}
