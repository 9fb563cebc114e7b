export { drawDigest } from './draw-digest.ts';
export { looksLikeError, saysItIsFine } from './error-words.ts';
export type { LineReader, RawLine } from './raw-line.ts';
export { type NewestLines, readNewest } from './read-newest.ts';
export { toLogLine } from './reading/to-log-line.ts';
export type { UsualStatement } from './usual-statements.ts';
export { countIn } from './where-lines-rose.ts';
