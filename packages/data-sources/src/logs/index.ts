export { drawDigest } from './draw-digest.ts';
export { looksLikeError, saysItIsFine } from './error-words.ts';
export { baselineSampleLines, maxWholeLines } from './limits.ts';
export type { LineReader, RawLine } from './raw-line.ts';
export { toLogLine } from './to-log-line.ts';
export type { UsualStatement } from './usual-statements.ts';
export { countIn } from './where-lines-rose.ts';
