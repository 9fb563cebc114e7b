import { failureKinds } from '@incidentfox/failures';
import { z } from 'zod';
import { Window } from '../window.ts';
import { answerStates, capabilities, truncationCauses } from './answer.ts';

/** One bounded query to one data source, as it stands in the record of an investigation. */
export const RecordedQuestion = z.object({
  id: z.string(),
  source: z.string(),
  kind: z.string(),
  capability: z.enum(capabilities),
  /** Null when all services were asked about at once. */
  service: z.string().nullable(),
  /** 1: the affected services, their neighbours and a sweep of all; 2: where that points; 3: what the diagnosis asks next. */
  round: z.number().int().min(1).default(1),
  window: Window,
  state: z.enum(answerStates),
  items: z.number(),
  truncated: z
    .object({
      by: z.enum(truncationCauses),
      shown: z.number(),
      total: z.number().optional(),
    })
    .optional(),
  warnings: z.array(z.string()),
  failure: z.object({ kind: z.enum(failureKinds), http: z.number().optional(), message: z.string() }).optional(),
  query: z.string(),
  deepLink: z.string().optional(),
  askedAt: z.number(),
  tookMs: z.number(),
  requests: z.number(),
  bytes: z.number(),
});
export type RecordedQuestion = z.infer<typeof RecordedQuestion>;

/** A question that could not be answered, and why. Shown in every report. */
export const Gap = z.object({
  /** `g1`, `g2`, ... so that sentences can cite it. */
  id: z.string(),
  questionId: z.string().optional(),
  /** `Loki logs of checkout-service`. */
  what: z.string(),
  /** `connection refused`. */
  why: z.string(),
});
export type Gap = z.infer<typeof Gap>;
