/** From the diff of a change to what it does and what it names, without I/O: `readPatch`, then `matchWords`, then `quoteAlteration`. */
export type { Alteration, AlterationKind, TroubleKind } from './alteration.ts';
export { matchWords, type ObservedTexts, type WordMatch } from './match-words.ts';
export { quoteAlteration } from './quote-alteration.ts';
export { type PatchReading, readPatch } from './read-patch.ts';
