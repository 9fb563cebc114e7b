import type { PatchReading } from './read-patch.ts';
import { normalised } from './read-words.ts';

/** How well what a diff names fits what was seen. */
export interface WordMatch {
  /** 0: nothing rare in common; 1: a long message or several rare names. */
  score: number;
  /** Best first, at most six. Untrusted, lower-case. */
  words: readonly string[];
}

export interface ObservedTexts {
  /** What appeared with the trouble: new log patterns, failing operations, names of metrics, frames of stacks. */
  inTrouble: readonly string[];
  /** The same of the normal time before: what was said then says nothing now. */
  baseline: readonly string[];
}

const maxTexts = 200;
const maxLength = 600;
const maxGram = 8;
const maxMatched = 6;
/** A sum of this much weight is half of certainty. */
const halfSum = 0.9;

/**
 * For each reading, in order, which of its words occur in the trouble's texts, weighed by rarity among the other candidates and in
 * normal time. Linear in the size of texts and readings.
 */
export function matchWords(readings: readonly PatchReading[], texts: ObservedTexts): WordMatch[] {
  const seen = gramsOf(texts.inTrouble);
  const usual = gramsOf(texts.baseline);
  const perWord = new Map<string, number>();
  for (const { words } of readings) for (const word of words.keys()) perWord.set(word, (perWord.get(word) ?? 0) + 1);
  return readings.map(({ words }) => {
    const matched: { word: string; weight: number }[] = [];
    for (const [word, weight] of words) {
      if (!occursIn(seen, word)) continue;
      const rarity = rarityOf(perWord.get(word) ?? 1, readings.length) * (occursIn(usual, word) ? 0.05 : 1);
      if (rarity * weight > 0.02) matched.push({ word, weight: weight * rarity * lengthWeight(word) });
    }
    return scored(matched);
  });
}

/** 1 for a word of one candidate, 0 for one of all of several. */
function rarityOf(holders: number, candidates: number): number {
  if (candidates <= 1) return 1;
  return Math.max(0, Math.log(candidates / holders) / Math.log(candidates));
}

/** A whole sentence is found by chance more rarely than a name, a name more rarely than a word. */
const lengthWeight = (word: string): number => (word.length >= 24 ? 1.5 : word.length >= 10 ? 1 : 0.7);

function scored(matched: { word: string; weight: number }[]): WordMatch {
  matched.sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1));
  const kept: { word: string; weight: number }[] = [];
  for (const one of matched) {
    // Parts of a phrase that is counted already add nothing.
    if (
      kept.some(({ word }) => word.includes(one.word) || word.replaceAll(' ', '') === one.word.replace(/[^a-z\d]/g, ''))
    )
      continue;
    kept.push(one);
    if (kept.length >= maxMatched) break;
  }
  const sum = kept.reduce((total, { weight }) => total + weight, 0);
  return { score: Math.round((1 - 0.5 ** (sum / halfSum)) * 100) / 100, words: kept.map(({ word }) => word) };
}

interface Grams {
  /** Runs of one to eight words. */
  runs: ReadonlySet<string>;
  /** The texts as a whole, for phrases longer than that. */
  whole: readonly string[];
}

function gramsOf(texts: readonly string[]): Grams {
  const runs = new Set<string>();
  const whole: string[] = [];
  for (const text of texts.slice(0, maxTexts)) {
    const cut = text.slice(0, maxLength);
    for (const raw of cut.match(/[A-Za-z_$][\w$]{2,}/g) ?? []) runs.add(raw.toLowerCase());
    const words = normalised(cut).split(' ');
    whole.push(` ${words.join(' ')} `);
    for (let from = 0; from < words.length; from += 1) {
      let run = '';
      for (let to = from; to < Math.min(words.length, from + maxGram); to += 1) {
        run = run === '' ? (words[to] ?? '') : `${run} ${words[to]}`;
        runs.add(run);
      }
    }
  }
  return { runs, whole };
}

function occursIn({ runs, whole }: Grams, word: string): boolean {
  if (runs.has(word)) return true;
  let spaces = 0;
  for (let at = word.indexOf(' '); at >= 0; at = word.indexOf(' ', at + 1)) spaces += 1;
  return spaces >= maxGram && whole.some((text) => text.includes(` ${word} `));
}
