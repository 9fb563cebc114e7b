export { isAtLeast } from './is-at-least.ts';
export { thresholdFromName, thresholdNames, wordOf } from './severity-words.ts';
export { type MappedPriority, type PriorityOrigin, toPriority } from './to-priority.ts';
