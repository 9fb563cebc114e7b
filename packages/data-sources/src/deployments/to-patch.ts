import type { Patch, PatchFile } from '@incidentfox/incident';
import {
  maxLineLength,
  maxPatchBytes,
  maxPatchCommits,
  maxPatchFiles,
  maxPatchLines,
  maxShareOfLines,
} from './patch-limits.ts';

/** What a vendor gave of one change. `isCut`: the vendor itself left something out. */
export interface VendorPatch {
  readonly files: readonly PatchFile[];
  readonly commits: readonly { readonly sha: string; readonly title: string }[];
  readonly isCut: boolean;
}

/** A patch within its limits, files in the vendor's order; null when the vendor named nothing at all. Small files keep their lines first. */
export function toPatch({ files, commits, isCut }: VendorPatch): Patch | null {
  if (files.length === 0 && commits.length === 0) return null;
  const shown = files.slice(0, maxPatchFiles);
  const room = { lines: maxPatchLines, characters: maxPatchBytes };
  const bySize = shown.map((_, at) => at).sort((a, b) => sizeOf(shown[a]) - sizeOf(shown[b]) || a - b);
  const kept = new Map<number, PatchFile>();
  let isTruncated = isCut || files.length > shown.length || commits.length > maxPatchCommits;
  for (const at of bySize) {
    const file = shown[at] as PatchFile;
    const { diff, wasCut } = cutDiff(file.diff, room);
    if (wasCut) isTruncated = true;
    kept.set(at, { path: file.path.slice(0, maxLineLength), diff });
  }
  return {
    files: shown.map((file, at) => kept.get(at) ?? file),
    commits: commits.slice(0, maxPatchCommits).map(({ sha, title }) => ({ sha, title: firstLine(title) })),
    isTruncated,
  };
}

const sizeOf = (file: PatchFile | undefined): number => file?.diff?.length ?? 0;
const firstLine = (text: string): string => (text.split('\n', 1)[0] ?? '').slice(0, 200);

/** Takes what a file may have out of the room that is left. */
function cutDiff(
  diff: string | null,
  room: { lines: number; characters: number },
): { diff: string | null; wasCut: boolean } {
  if (diff === null) return { diff, wasCut: false };
  const all = diff.split('\n').filter((line) => !isFileHeader(line));
  const kept: string[] = [];
  let wasCut = false;
  const most = Math.min(room.lines, maxPatchLines * maxShareOfLines);
  for (const line of all) {
    const shown = line.slice(0, maxLineLength);
    if (kept.length >= most || room.characters < Buffer.byteLength(shown) + 1) {
      wasCut = true;
      break;
    }
    if (shown.length < line.length) wasCut = true;
    room.characters -= Buffer.byteLength(shown) + 1;
    kept.push(shown);
  }
  room.lines -= kept.length;
  return { diff: kept.length === 0 && wasCut ? null : kept.join('\n'), wasCut };
}

/** Older servers repeat the names of the file above its hunks. */
const isFileHeader = (line: string): boolean =>
  /^(?:--- (?:a\/|\/dev\/null)|\+\+\+ (?:b\/|\/dev\/null)|diff --git |index [0-9a-f]+\.\.)/.test(line);

/** What was added is taken back and the other way round: the difference of a rollback, which vendors give forwards only. */
export function inverted(patch: Patch): Patch {
  const files = patch.files.map(({ path, diff }) => ({ path, diff: diff === null ? null : invertDiff(diff) }));
  return { ...patch, files };
}

const hunk = /^@@ -(\S+) \+(\S+) @@/;

function invertDiff(diff: string): string {
  const lines = diff.split('\n').map((line) => {
    if (line.startsWith('@@')) return line.replace(hunk, '@@ -$2 +$1 @@');
    if (line.startsWith('+')) return `-${line.slice(1)}`;
    return line.startsWith('-') ? `+${line.slice(1)}` : line;
  });
  return removedFirst(lines).join('\n');
}

/** Within a run of changed lines the removed ones stand first, as everywhere. */
function removedFirst(lines: readonly string[]): string[] {
  const sorted: string[] = [];
  let added: string[] = [];
  for (const line of lines) {
    if (line.startsWith('+')) added.push(line);
    else if (line.startsWith('-')) sorted.push(line);
    else {
      sorted.push(...added, line);
      added = [];
    }
  }
  return [...sorted, ...added];
}
