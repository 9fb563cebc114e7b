import type { Patch } from '@incidentfox/incident';
import type { Alteration } from './alteration.ts';
import { altersLogic } from './alters-logic.ts';
import { detectors } from './detectors/all.ts';
import { inertReason } from './parsing/inert-path.ts';
import { parseFile } from './parsing/parse-file.ts';
import type { DiffLine, ParsedFile } from './parsing/parsed-file.ts';
import { TopicIndex } from './parsing/topics.ts';
import { readWords } from './read-words.ts';
import { redactLine } from './redact-line.ts';

/** What the diff of one change does, as far as its lines tell. */
export interface PatchReading {
  /** Strongest first, at most 24. */
  alterations: readonly Alteration[];
  /** True when nothing in it can act on a running service. An empty or cut patch is never harmless: nobody saw all of it. */
  harmless: boolean;
  /** Why it is harmless, in words; null when it is not. */
  why: string | null;
  /** It alters what programs compute, whether or not by a known mechanism. Read when first asked for. */
  readonly altersLogic: boolean;
  /** Lower-case identifiers and quoted phrases of changed lines with their weight, 0..1. Read when first asked for. */
  readonly words: ReadonlyMap<string, number>;
}

const maxFiles = 120;
const maxLines = 4_000;
const maxAlterations = 24;
/** Of one kind in one file: a rewritten file says one thing often. */
const maxPerKind = 3;
const index = new TopicIndex(detectors.map(({ wakesOn }) => wakesOn));

/** Reads a patch by mechanism. Pure, bounded, never throws; what it gives is cleaned and holds no secrets. */
export function readPatch(patch: Patch): PatchReading {
  const reasons = new Set<string>();
  const files: ParsedFile[] = [];
  let left = maxLines;
  for (const file of patch.files.slice(0, maxFiles)) {
    const reason = inertReason(file.path);
    if (reason !== null) reasons.add(reason);
    else if (left > 0) {
      const parsed = parseFile(file, left);
      left -= parsed.hunks.reduce((sum, { lines }) => sum + lines.length, 0);
      files.push(parsed);
    }
  }
  dropMovedAcross(files);
  const found = files.flatMap(alterationsOf).sort((a, b) => b.strength - a.strength);
  const isWhole = !patch.isTruncated && left > 0 && patch.files.length > 0 && patch.files.length <= maxFiles;
  const isInert = files.every(
    (file) => isWithoutEffect(file) && patch.files.some(({ path, diff }) => path === file.path && diff !== null),
  );
  const harmless = isWhole && isInert;
  let words: ReadonlyMap<string, number> | null = null;
  let logic: boolean | null = null;
  return {
    alterations: found.slice(0, maxAlterations).map(cleaned),
    harmless,
    why: harmless ? whyHarmless(reasons, files) : null,
    get altersLogic() {
      logic ??= found.length > 0 || altersLogic(files);
      return logic;
    },
    get words() {
      words ??= readWords(files);
      return words;
    },
  };
}

const isWithoutEffect = ({ removed, added }: ParsedFile): boolean => removed.length === 0 && added.length === 0;

function whyHarmless(reasons: ReadonlySet<string>, files: readonly ParsedFile[]): string {
  const parts = [...reasons, ...(files.length > 0 ? ['comments, formatting or moved lines'] : [])];
  return `only ${parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : parts[0]}`;
}

/** Lines that left one file and came to another were moved, not removed and added. */
function dropMovedAcross(files: ParsedFile[]): void {
  if (files.length < 2) return;
  const removed = new Set(files.flatMap((file) => file.removed.map(keyOf)));
  const moved = new Set(
    files.flatMap((file) => file.added.map(keyOf).filter((text) => removed.has(text) && text.length >= 12)),
  );
  if (moved.size === 0) return;
  files.forEach((file, at) => {
    // Settings of the same name in two files are no move.
    const stays = (line: DiffLine): boolean => line.partner !== null || !moved.has(keyOf(line));
    files[at] = { ...file, removed: file.removed.filter(stays), added: file.added.filter(stays) };
  });
}

const keyOf = ({ text }: DiffLine): string => text;

function alterationsOf(file: ParsedFile): Alteration[] {
  const awake = wakeAll(file);
  const found: Alteration[] = [];
  const told = new Set<string>();
  detectors.forEach(({ wakesOn, detect, readsNewFiles }, at) => {
    const bit = 1 << at;
    if ((wakesOn.length > 0 && (awake & bit) === 0) || (file.isNew && readsNewFiles !== true)) return;
    const lines =
      wakesOn.length === 0
        ? { removed: file.removed, added: file.added }
        : { removed: concerned(file.removed, bit), added: concerned(file.added, bit) };
    const perKind = new Map<string, number>();
    for (const alteration of detect(file, lines)) {
      const { kind, line } = alteration;
      const count = perKind.get(kind) ?? 0;
      if (told.has(line) || count >= maxPerKind) continue;
      told.add(line);
      perKind.set(kind, count + 1);
      found.push(alteration);
    }
  });
  return found;
}

const concerned = (lines: readonly DiffLine[], bit: number): DiffLine[] =>
  lines.filter(({ topics }) => (topics & bit) !== 0);

/** Notes on every line whom it concerns; a line and the one it replaces are looked at together. */
function wakeAll({ removed, added, deepened }: ParsedFile): number {
  let awake = 0;
  for (const lines of [removed, added, deepened]) {
    for (const line of lines) {
      line.topics = index.maskOf(line.text);
      awake |= line.topics;
    }
  }
  for (const line of added) {
    if (line.partner === null) continue;
    line.topics |= line.partner.topics;
    line.partner.topics = line.topics;
  }
  return awake;
}

function cleaned(alteration: Alteration): Alteration {
  const { path, line, what, from, to, strength } = alteration;
  return {
    ...alteration,
    path: redactLine(path),
    line: redactLine(line),
    what: redactLine(what).slice(0, 60),
    from: from === null ? null : shortened(from),
    to: to === null ? null : shortened(to),
    strength: Math.min(1, Math.round(strength * 100) / 100),
  };
}

const maxValue = 60;
const shortened = (value: string): string => {
  const safe = redactLine(value);
  return safe.length > maxValue ? `${safe.slice(0, maxValue - 1)}…` : safe;
};
