import { z } from 'zod';
import { Context } from './context.ts';
import { Report } from './findings/report.ts';
import { Incident } from './incident.ts';
import { Priority, PriorityOrigin } from './priority.ts';
import { RecordedQuestion } from './questions/question.ts';

/** Who or what asked for an investigation. */
export const Trigger = z.object({
  kind: z.enum(['webhook', 'update', 'reconciliation', 'manual', 'slack']),
  /** A person's or tool's name for `manual` and `slack`. */
  by: z.string().optional(),
  /** Catalogue services a person named instead of ours. */
  services: z.array(z.string()).optional(),
  /** Minutes before the alarm to look at, when a person asked for a longer look. */
  windowMinutes: z.number().optional(),
});
export type Trigger = z.infer<typeof Trigger>;

export const InvestigationState = z.enum(['queued', 'running', 'completed', 'failed', 'stopped', 'held']);
export type InvestigationState = z.infer<typeof InvestigationState>;

/** A live step a reader can follow: one data source being asked. */
export const Step = z.object({
  source: z.string(),
  state: z.enum(['asking', 'done', 'failed']),
  note: z.string(),
});
export type Step = z.infer<typeof Step>;

/** One run over one incident. A re-investigation is the next `revision` of the same `id`. ISO 8601 times. */
export const Investigation = z.object({
  id: z.string(),
  revision: z.number().int().min(1),
  team: z.string(),
  incidentId: z.string(),
  trigger: Trigger,
  state: InvestigationState,
  priority: Priority,
  /** How `priority` was found from the severity of the incident. */
  priorityOrigin: PriorityOrigin,
  /** Test incidents are labelled wherever they are shown. */
  isTest: z.boolean(),
  isPrivate: z.boolean(),
  /** The incident as it was re-read: what an update is compared with. */
  incident: Incident.nullable(),
  context: Context.nullable(),
  steps: z.array(Step),
  questions: z.array(RecordedQuestion),
  report: Report.nullable(),
  /** A sentence for people when the state is `failed` or `stopped`. */
  ending: z.string().nullable(),
  queuedAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
});
export type Investigation = z.infer<typeof Investigation>;
