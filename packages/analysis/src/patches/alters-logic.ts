import { isConfiguration } from './parsing/language-of.ts';
import type { DiffLine, Hunk, ParsedFile } from './parsing/parsed-file.ts';

/** Words of languages, of collections and of types: refactorings exchange them at will. */
const ordinary = new Set(
  'if else elif elsif for foreach while do end in of return await async yield let var val const final public private protected static readonly export default function func fun def class new this self not and or is None null nil true false each map filter reduce collect stream toList list List forEach append push add Add Select Where select ToList then begin case when switch break continue lambda int string str String bool boolean void float double long auto mut impl struct type interface err error ok it result results res out acc item items row rows i j k v x'.split(
    ' ',
  ),
);
const talks =
  /\b(?:log\w*|logger|console|print\w*|puts|warn|info|debug|trace|metrics?|counters?|Inc|observe|span|title|label|comment|describe|help)\b/i;
const declares = /^(?:import|from|using|package|require|include|#include|@\w+|export \{|type|interface|\/\/)\b/;
/** Types beside names, and words before them. */
const annotation =
  /:\s*[A-Za-z][\w.<>[\]|? ]*(?=\s*[,)={]|$)|->\s*[\w[\]., |]+(?=:|\{|$)|\b(?:final|const|let|var|val|public|private|protected|readonly|static|data|sealed|inline|internal|override)\b/g;

/**
 * Whether a diff alters what the program does, as far as its words tell: names, numbers or calls came or went that are neither types,
 * nor texts for people, nor the same under another name.
 */
export const altersLogic = (files: readonly ParsedFile[]): boolean =>
  files.some((file) => !file.isNew && file.hunks.some((hunk) => isAltered(file, hunk)));

function isAltered(file: ParsedFile, hunk: Hunk): boolean {
  const removed = file.removed.filter((line) => line.hunk === hunk && says(line));
  const added = file.added.filter((line) => line.hunk === hunk && says(line));
  if (removed.length + added.length === 0) return false;
  if (isConfiguration(file.language)) return true;
  const [was, now] = [wordsOf(removed), wordsOf(added)];
  const gone = [...was].filter((word) => !now.has(word));
  const come = [...now].filter((word) => !was.has(word));
  // One name for another, everywhere.
  const isRename =
    gone.length === 1 && come.length === 1 && removed.length === added.length && !/\d/.test(gone + come.join());
  return (
    !isRename &&
    (gone.length > 0 || (removed.length > 0 && come.some((word) => /\d/.test(word))) || removed.length === 0)
  );
}

const says = ({ bare }: DiffLine): boolean => /\w/.test(bare) && !talks.test(bare) && !declares.test(bare);

/** Names and numbers of lines, without types and what only a language needs; names given on these lines are their own affair. */
function wordsOf(lines: readonly DiffLine[]): Set<string> {
  const words = new Set<string>();
  const own = new Set<string>();
  for (const { bare, literals } of lines) {
    const code = bare.replace(annotation, ' ');
    const given = /^\s*(?:\w+\s+)?([A-Za-z_]\w*)\s*(?::=|=)(?!=)/.exec(code)?.[1];
    if (given !== undefined) own.add(given);
    for (const word of code.match(/[A-Za-z_]\w*|\d[\d_.]*/g) ?? []) if (!ordinary.has(word)) words.add(word);
    for (const literal of literals) if (/^[\w./:-]{3,}$/.test(literal)) words.add(literal);
  }
  for (const name of own) words.delete(name);
  return words;
}
