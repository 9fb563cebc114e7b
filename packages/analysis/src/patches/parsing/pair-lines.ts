import type { DiffLine, Hunk } from './parsed-file.ts';

/** Longer runs are rewrites: which line became which is a guess there. */
const maxRun = 16;
const minSimilarity = 0.4;

/** Finds for every removed line the added line that replaces it, within each run of changed lines. */
export function pairLines(hunk: Hunk): void {
  let removed: DiffLine[] = [];
  let added: DiffLine[] = [];
  for (const line of hunk.lines) {
    if (line.sign === '-') {
      if (added.length > 0) {
        pairRun(removed, added);
        removed = [];
        added = [];
      }
      removed.push(line);
    } else if (line.sign === '+') added.push(line);
    else {
      pairRun(removed, added);
      removed = [];
      added = [];
    }
  }
  pairRun(removed, added);
}

function pairRun(removed: DiffLine[], added: DiffLine[]): void {
  if (removed.length === 0 || added.length === 0 || removed.length > maxRun || added.length > maxRun) return;
  const candidates: { similarity: number; before: DiffLine; after: DiffLine }[] = [];
  for (const before of removed) {
    if (before.isMoved || before.text === '') continue;
    for (const after of added) {
      if (after.isMoved || after.text === '') continue;
      const similarity = Math.max(similarityOf(before.text, after.text), nameSimilarity(before.text, after.text));
      if (similarity >= minSimilarity) candidates.push({ similarity, before, after });
    }
  }
  candidates.sort((a, b) => b.similarity - a.similarity);
  for (const { before, after } of candidates) {
    if (before.partner !== null || after.partner !== null) continue;
    before.partner = after;
    after.partner = before;
  }
}

const assigned = /^(?:[a-z]+ ){0,4}([\w$.]{4,})(?:\s*:\s*[\w<>[\]. ]+)?\s*(?::=|=)(?![=>])/;
/** Less than an edit of one line, more than nothing: the same name is given another value. */
const sameName = 0.45;

function nameSimilarity(a: string, b: string): number {
  const name = assigned.exec(a)?.[1];
  return name !== undefined && name === assigned.exec(b)?.[1] ? sameName : 0;
}

/** The share of the longer text that both begin or end with: what edits of one line leave alone. */
function similarityOf(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a.charCodeAt(head) === b.charCodeAt(head)) head += 1;
  let tail = 0;
  while (tail < shorter - head && a.charCodeAt(a.length - 1 - tail) === b.charCodeAt(b.length - 1 - tail)) tail += 1;
  return (head + tail) / Math.max(a.length, b.length);
}
