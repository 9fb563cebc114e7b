export { isAtLeast, thresholdFromName, thresholdNames } from './threshold.ts';
export { type MappedPriority, toPriority } from './to-priority.ts';
