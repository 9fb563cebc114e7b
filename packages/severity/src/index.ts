export { isAtLeast, thresholdFromName, thresholdNames } from './threshold.ts';
export { type MappedPriority, type PriorityOrigin, toPriority } from './to-priority.ts';
