import { z } from 'zod';

/** Ours, from the incident's severity: P0 is the worst, and the list is worst first. */
export const Priority = z.enum(['P0', 'P1', 'P2', 'P3']);
export type Priority = z.infer<typeof Priority>;
