import { z } from 'zod';

/** Ours, from the incident's severity: P0 is the worst, and the list is worst first. */
export const Priority = z.enum(['P0', 'P1', 'P2', 'P3']);
export type Priority = z.infer<typeof Priority>;

/**
 * How a priority was found: the configured map, a well-known name, or the position among all severities. `missing` and
 * `unknown` mean that P2 (Medium) was assumed, because no severity was set or because the one that is set fits none of these.
 */
export const PriorityOrigin = z.enum(['severity_map', 'name', 'rank', 'missing', 'unknown']);
export type PriorityOrigin = z.infer<typeof PriorityOrigin>;
