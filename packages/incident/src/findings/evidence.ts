import { z } from 'zod';

/** `e1`, `e2`, ...: stable within one diagnosis. */
export const EvidenceId = z.string().regex(/^[eg]\d+$/);
export type EvidenceId = z.infer<typeof EvidenceId>;

/** A normalised fact with an id, from an answer. Every sentence of a report cites at least one. */
export const Evidence = z.object({
  id: EvidenceId,
  kind: z.enum([
    'metric_shift',
    'metric_normal',
    'log_pattern',
    'attribution',
    'change',
    'change_history',
    'alert',
    'infra_event',
    'error_issue',
    'edge',
    'trace',
    'incident',
    'provider_status',
    'coverage',
  ]),
  service: z.string().nullable(),
  /** When it happened or began, epoch ms. */
  at: z.number().nullable(),
  /** The fact in words, with its numbers; our own words around untrusted names. */
  title: z.string(),
  /** Numbers with their unit, so that every number in a text can be traced. */
  value: z.number().nullable(),
  baseline: z.number().nullable(),
  unit: z.string().nullable(),
  /** Further numbers and names the texts may use: `{ restarts: 3, version: "v2.1.0" }`. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Untrusted text quoted as it was: a log line, a commit title. */
  quote: z.string().nullable(),
  /** Data source name. Null for what the incident itself says. */
  source: z.string().nullable(),
  questionId: z.string().nullable(),
  link: z.string().nullable(),
  /** A few values of the series for a sparkline, baseline first. */
  spark: z.array(z.number()).nullable(),
});
export type Evidence = z.infer<typeof Evidence>;
