export { isAtLeast } from './is-at-least.ts';
export { thresholdFromName, thresholdNames, wordOf } from './severity-words.ts';
export { type MappedPriority, toPriority } from './to-priority.ts';
