import { z } from 'zod';

/** incident.io's status categories in one spelling (`active` is `live`, `post-incident` is `learning`). */
export const StatusCategory = z.enum([
  'triage',
  'declined',
  'merged',
  'canceled',
  'live',
  'learning',
  'closed',
  'paused',
  'unknown',
]);
export type StatusCategory = z.infer<typeof StatusCategory>;

export const Severity = z.object({
  id: z.string(),
  name: z.string(),
  /** Higher is worse. Ranks are the organisation's own numbers and need not be contiguous. */
  rank: z.number(),
});
export type Severity = z.infer<typeof Severity>;

export const CustomFieldValue = z.object({
  /** What a person reads: the text, option, link, number (as text) or catalogue entry's name. */
  label: z.string(),
  catalogEntryId: z.string().optional(),
  externalId: z.string().optional(),
  aliases: z.array(z.string()).optional(),
});
export type CustomFieldValue = z.infer<typeof CustomFieldValue>;

export const CustomField = z.object({ id: z.string(), name: z.string(), values: z.array(CustomFieldValue) });
export type CustomField = z.infer<typeof CustomField>;

/** What incident.io says about an incident, in our words. Times are ISO 8601 in UTC. */
export const Incident = z.object({
  id: z.string().min(1),
  /** What people say: INC-123. */
  reference: z.string(),
  name: z.string(),
  summary: z.string().nullable(),
  severity: Severity.nullable(),
  status: z.object({ name: z.string(), category: StatusCategory }),
  /** `standard`, `retrospective`, `test`, `tutorial`, or a mode newer than this code. */
  mode: z.string(),
  visibility: z.enum(['public', 'private']),
  type: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Null until incident.io has made the channel, or for ever for incidents without one. */
  channel: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  permalink: z.string().nullable(),
  creator: z.object({
    kind: z.enum(['user', 'api_key', 'alert', 'workflow', 'unknown']),
    id: z.string().nullable(),
    name: z.string().nullable(),
  }),
  customFields: z.array(CustomField),
  teamIds: z.array(z.string()),
  createdAt: z.string(),
});
export type Incident = z.infer<typeof Incident>;
