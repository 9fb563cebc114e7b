import {
  type Alteration,
  type PatchReading,
  quoteAlteration,
  type TroubleKind,
  type WordMatch,
} from '../../patches/index.ts';
import { countMarks } from './marks.ts';
import type { Signs } from './signs.ts';
import type { Term } from './term.ts';
import { minWordScore, saysTerms } from './thresholds.ts';

/** The best reading of a diff: what its most fitting line does, and how much that explains. */
export interface Says {
  term: Term;
  /** The line that fits best; null when none does. */
  alteration: Alteration | null;
  /** What it exchanged or took away is called by its name in what appeared with the trouble. */
  isCalled: boolean;
}

/** What a diff says about the trouble: each of its alterations against what the places that it acts on show. */
export function weighSays(
  reading: PatchReading,
  cutShare: number,
  places: readonly Signs[],
  timeOf: (one: Alteration) => number,
): Says {
  if (reading.harmless) return said(saysTerms.harmless, `it changed ${reading.why ?? 'nothing that runs'}`, null);
  if (reading.alterations.length === 0) {
    const read = reading.altersLogic ? saysTerms.unknownLogic : saysTerms.nothingFound;
    const value = read + cutShare * (saysTerms.cut - read);
    return said(value, cutShare < 0.5 ? 'nothing in its diff would act like this' : null, null);
  }
  let best: { alteration: Alteration; value: number; total: number } | null = null;
  for (const alteration of reading.alterations) {
    const value = Math.max(...places.map((signs) => fitOf(alteration, signs)));
    const total = value + timeOf(alteration);
    if (best === null || total > best.total) best = { alteration, value, total };
  }
  if (best === null || best.value < 0) return said(best?.value ?? 0, 'what its diff alters would show otherwise', null);
  const { alteration } = best;
  const isCalled = places.some((signs) => namesValue(alteration, signs));
  return said(best.value, `it ${quoteAlteration(alteration)}`, alteration, isCalled);
}

const said = (value: number, text: string | null, alteration: Alteration | null, isCalled = false): Says => ({
  isCalled,
  term: { about: 'words', value, text, evidence: [] },
  alteration,
});

function fitOf(alteration: Alteration, signs: Signs): number {
  const share = explainedShare(alteration.causes, signs.kinds);
  const marks = countMarks(alteration, signs);
  if (share === 0) return saysTerms.cannot + (marks > 0 ? saysTerms.marked : 0);
  const marked = marks === 0 ? 0 : saysTerms.marked * (marks === 1 ? 0.8 : 1);
  const named = namesValue(alteration, signs) ? saysTerms.valueNamed : 0;
  return named + saysTerms.base + saysTerms.fits * share * alteration.strength * focusOf(alteration) + marked;
}

/** The very name that was exchanged or taken away stands in what appeared with the trouble: `missing required field 'meta'`. */
function namesValue({ from, to }: Alteration, { texts }: Signs): boolean {
  return [from, to].some((value) => {
    if (value === null || !/^[A-Za-z_][\w.:/-]{2,}$/.test(value) || ordinary.test(value)) return false;
    const holding = texts.filter((text) => text.includes(value));
    if (holding.length === 0) return false;
    const escaped = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    // A short word has to stand in quotes: it is a word of the language as well.
    const pattern =
      value.length < minPlainName && !/[_.\-\d]|[a-z][A-Z]/.test(value)
        ? new RegExp(`["'\`\\[(:]${escaped}["'\`\\])]`)
        : new RegExp(`(?<![\\w-])${escaped}(?![\\w-])`);
    return holding.some((text) => pattern.test(text));
  });
}

const minPlainName = 9;
const ordinary =
  /^(?:none|true|false|null|added|removed|renamed|present|dropped|called|there|checked|handled|closed|released|bounded|unbounded|inverted|awaited|default|production)$/i;

/** What can do anything explains nothing in particular. */
const focusOf = ({ causes }: Alteration): number => Math.min(1, saysTerms.focusedCauses / causes.size);

/** How much of what a place shows an alteration can produce, by strength, 0..1. */
function explainedShare(causes: ReadonlySet<TroubleKind>, kinds: ReadonlyMap<TroubleKind, number>): number {
  let all = 0;
  let explained = 0;
  for (const [kind, strength] of kinds) {
    // Whatever fails says so: more lines are a sign of their own only to what makes lines.
    if (kind === 'log_volume' && kinds.size > 1 && !causes.has(kind)) continue;
    all += strength;
    if (causes.has(kind)) explained += strength;
  }
  return all === 0 ? 0 : explained / all;
}

/** Words of the change in what appeared with the trouble; most in what the changed service itself says. */
export function weighWords({ score, words }: WordMatch, ownTexts: readonly string[], isMuchSaid: boolean): Term {
  if (score <= 0) return { about: 'words', value: isMuchSaid ? saysTerms.noWords : 0, text: null, evidence: [] };
  const isOwn = ownTexts.some((text) => words.some((word) => plain(text).includes(plain(word))));
  const value = saysTerms.words * score * (isOwn ? 1 : saysTerms.saidElsewhere);
  const told = words
    .slice(0, 2)
    .map((word) => `"${word}"`)
    .join(' and ');
  const isTold = value >= saysTerms.words * minWordScore;
  return { about: 'words', value, text: isTold ? `what appeared with the trouble names ${told}` : null, evidence: [] };
}

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '');
