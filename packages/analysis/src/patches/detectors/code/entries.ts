import type { Alteration } from '../../alteration.ts';
import { isConfiguration } from '../../parsing/language-of.ts';
import type { DiffLine, ParsedFile } from '../../parsing/parsed-file.ts';
import { alter, type Detector, textOf } from '../detector.ts';

/** One entry of a table, an enumeration, a list or a switch. */
const entry =
  /^["'`:]?([A-Za-z][\w./-]{1,40})["'`]?\s*(?::|=>|=)\s*[\w"'`&{[(.][^;]*,\s*$|^case\s+["'`]?([\w./-]{2,40})["'`]?\s*:|^["'`]([\w./-]{2,40})["'`],$|^([A-Z][A-Z\d_]{2,40})(?:\s*=\s*[\w"']+)?,$/;

/** Entries that whoever looks them up finds no more. */
export const entries: Detector = {
  wakesOn: [],
  detect: (file, { removed }) =>
    isConfiguration(file.language) || file.language === 'sql' || file.isDeleted
      ? []
      : removed.flatMap((line) => gone(file, line)).slice(0, 2),
};

function gone(file: ParsedFile, line: DiffLine): Alteration[] {
  const { partner } = line;
  const match = entry.exec(line.text);
  const name = match?.[1] ?? match?.[2] ?? match?.[3] ?? match?.[4];
  if (name === undefined || !hasSiblings(line)) return [];
  if (partner !== null && entry.test(partner.text) && partner.text.includes(name)) return [];
  if (textOf(line, ['+', ' ']).includes(name)) return [];
  return alter(file, { kind: 'format', what: 'entry', line, from: name, to: null, weight: 0.8 });
}

/** Other entries stand around it. */
const hasSiblings = ({ hunk, at }: DiffLine): boolean =>
  hunk.lines.some((other) => other.sign === ' ' && Math.abs(other.at - at) <= 4 && entry.test(other.text));
