import type { Alteration } from '../../alteration.ts';
import { isConfiguration } from '../../parsing/language-of.ts';
import type { DiffLine, Hunk, ParsedFile } from '../../parsing/parsed-file.ts';
import { alter, type Detector } from '../detector.ts';

const taken =
  /\b\w*(?:[lL]ock|[mM]utex|mu|[sS]emaphore|[tT]ransaction|tx)\w*\.(?:lock|Lock|acquire|withLock|Wait|WaitAsync|runExclusive|begin|Begin\w*)\(|\b(?:BEGIN|begin_transaction|transaction\.atomic)\b/;
const work = /\bawait\b|\w\.\w+\(/;

/** A lock or a transaction that begins earlier than it did, with work between. */
export const heldLonger: Detector = {
  wakesOn: [],
  detect: (file) =>
    isConfiguration(file.language) ? [] : file.hunks.flatMap((hunk) => earlier(file, hunk)).slice(0, 1),
};

function earlier(file: ParsedFile, hunk: Hunk): Alteration[] {
  if (!hunk.lines.some(({ isMoved }) => isMoved)) return [];
  return hunk.lines.flatMap((line) => {
    if (line.sign !== '+' || !line.isMoved || !taken.test(line.text)) return [];
    const before = hunk.lines.find((other) => other.sign === '-' && other.text === line.text && other.at > line.at);
    if (before === undefined) return [];
    const between = hunk.lines.slice(line.at + 1, before.at).filter((other: DiffLine) => other.sign !== '-');
    return between.some(({ text }) => work.test(text) && !taken.test(text) && !/^defer\b/.test(text))
      ? alter(file, { kind: 'lock', what: 'lock', line, from: 'after it', to: 'around more work' })
      : [];
  });
}
