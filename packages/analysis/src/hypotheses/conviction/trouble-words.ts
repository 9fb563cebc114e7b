import type { Change } from '@incidentfox/incident';
import type { ScoredChange } from '../../changes/scored-change.ts';
import { matchWords, type PatchReading, type WordMatch } from '../../patches/index.ts';
import type { Scene } from '../../scene/scene.ts';

/** From so many texts on, silence about a change means something. */
const minSaid = 2;

/** `flag X enabled`, `starting v2`: said of every change, good or bad. It is no sign of trouble that a change tells of itself. */
export const isAnnouncement = ({ level, count, example }: Scene['patterns'][number]): boolean =>
  level === 'info' && (count <= maxAnnounced || announcing.test(example));
const maxAnnounced = 3;
const announcing =
  /\b(?:feature )?flags?\b|\b(?:enabled|disabled|starting|started|listening|booted|deployed|released|rolled|reload(?:ed|ing)|version)\b/i;

/** What appeared with the trouble, against what was said and measured in normal times. */
function textsOf({ patterns, shifts, observations, graph, where }: Scene): { inTrouble: string[]; baseline: string[] } {
  const isNews = (pattern: Scene['patterns'][number]): boolean =>
    (pattern.isNew || pattern.isSurging) && !isAnnouncement(pattern);
  const inTrouble = [
    ...patterns.filter(isNews).map(({ example }) => example),
    ...observations.errors.filter(({ isNew }) => isNew).map(({ title, culprit }) => `${title} ${culprit ?? ''}`),
    ...shifts.filter(({ significant }) => significant).map(({ series }) => series.name),
    ...observations.infra.map(({ message }) => message),
    ...where.flatMap(({ labels }) => labels.flatMap(({ values }) => values)),
  ];
  const baseline = [
    ...patterns.filter((pattern) => !pattern.isNew).map(({ example }) => example),
    ...shifts.filter(({ significant }) => !significant).map(({ series }) => series.name),
    ...graph.services,
  ];
  return { inTrouble: [...new Set(inTrouble)], baseline: [...new Set(baseline)] };
}

/** A flag has no diff, but a name. */
function nameAsReading({ kind, title, id }: Change): PatchReading | null {
  if (kind !== 'flag' && kind !== 'config') return null;
  const names = `${title} ${id}`.match(/[A-Za-z][\w]*(?:[-_.][\w]+)+/g) ?? [];
  const words = new Map<string, number>();
  for (const name of names) {
    const spaced = name.toLowerCase().replace(/[-_.]+/g, ' ');
    words.set(spaced, 1);
    for (const part of spaced.split(' ')) if (part.length >= 5) words.set(part, Math.max(words.get(part) ?? 0, 0.25));
  }
  return words.size === 0 ? null : { alterations: [], harmless: false, why: null, altersLogic: true, words };
}

/** Functions, classes and files that the changed lines stand in: stack frames and slow operations name these. */
function namesAround({ patch }: Change): Map<string, number> {
  const names = new Map<string, number>();
  for (const { path, diff } of (patch?.files ?? []).slice(0, maxFiles)) {
    if (diff === null || inert.test(path)) continue;
    const file = path.slice(path.lastIndexOf('/') + 1);
    const base = file.replace(/\.\w+$/, '');
    names.set(`${spacedName(base)} ${file.slice(base.length + 1).toLowerCase()}`, 0.9);
    if (base.length >= 5) names.set(spacedName(base), 0.35);
    for (const match of diff.slice(0, maxLength).matchAll(declaration)) {
      const name = match[1] ?? '';
      if (name.length >= 4) names.set(name.toLowerCase(), name.length >= 10 ? 0.8 : 0.4);
    }
  }
  return names;
}

const maxFiles = 40;
const maxLength = 8_000;
const inert = /\.(?:md|css|scss|svg|lock|sum)$|(?:^|\/)tests?\//;
/** What a context line or the head of a hunk declares. */
const declaration =
  /^(?:@@[^@\n]*@@| ).*?\b(?:func(?: \([^)]*\))?|def|class|fun|function|void|interface|struct|module|object|public|private)\s+([A-Za-z_]\w*)/gm;
const spacedName = (name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

function withNamesAround(reading: PatchReading, change: Change): PatchReading {
  const { alterations, harmless, why } = reading;
  let words: ReadonlyMap<string, number> | null = null;
  return {
    alterations,
    harmless,
    why,
    get altersLogic() {
      return reading.altersLogic;
    },
    get words() {
      words ??= new Map([...namesAround(change), ...reading.words]);
      return words;
    },
  };
}

/** For each change with a diff or a telling name, which of its words appeared with the trouble. */
export function matchTroubleWords(
  changes: readonly ScoredChange[],
  scene: Scene,
): { matches: Map<ScoredChange, WordMatch>; isMuchSaid: boolean } {
  const read = changes.flatMap((scored) => {
    const reading =
      scored.reading === null ? nameAsReading(scored.change) : withNamesAround(scored.reading, scored.change);
    return reading === null || reading.harmless ? [] : [{ scored, reading }];
  });
  const texts = textsOf(scene);
  const matches = matchWords(
    read.map(({ reading }) => reading),
    texts,
  );
  return {
    matches: new Map(read.map(({ scored }, at) => [scored, matches[at] ?? { score: 0, words: [] }])),
    isMuchSaid: texts.inTrouble.length >= minSaid,
  };
}
