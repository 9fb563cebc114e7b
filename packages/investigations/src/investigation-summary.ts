import { CauseKind, type Investigation, InvestigationState, Priority, Verdict } from '@incidentfox/incident';
import { z } from 'zod';

/** What lists and searches need of an investigation's latest revision. Of a private incident it holds nothing but addresses. */
export const InvestigationSummary = z.object({
  id: z.string(),
  revision: z.number().int().min(1),
  team: z.string(),
  incidentId: z.string(),
  /** INC-123; null while the incident could not be read. */
  reference: z.string().nullable(),
  /** Null for a private incident, and while it could not be read. */
  name: z.string().nullable(),
  /** Affected services and the one that is blamed. */
  services: z.array(z.string()),
  state: InvestigationState,
  verdict: Verdict.nullable(),
  confidence: z.number().nullable(),
  cause: z.object({ kind: CauseKind, service: z.string(), object: z.string().nullable() }).nullable(),
  priority: Priority,
  isTest: z.boolean(),
  isPrivate: z.boolean(),
  /** ISO 8601. */
  queuedAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
});
export type InvestigationSummary = z.infer<typeof InvestigationSummary>;

const maxServices = 20;

/** The summary of a record. What a private incident is about stays out of it, so that no search can find it either. */
export function summaryOf(one: Investigation): InvestigationSummary {
  const { id, revision, team, incidentId, state, priority, isTest, isPrivate, queuedAt, startedAt, finishedAt } = one;
  const { incident, context, report } = one;
  const services = [...(context?.affected.map(({ service }) => service) ?? []), report?.cause?.service ?? []].flat();
  const shown = {
    name: incident?.name ?? null,
    services: [...new Set(services)].slice(0, maxServices),
    verdict: report?.verdict ?? null,
    confidence: report?.confidence ?? null,
    cause: report?.cause ?? null,
  };
  const hidden = { name: null, services: [], verdict: null, confidence: null, cause: null };
  return {
    ...{ id, revision, team, incidentId, reference: incident?.reference ?? null },
    ...(isPrivate ? hidden : shown),
    ...{ state, priority, isTest, isPrivate, queuedAt, startedAt, finishedAt },
  };
}
