import { z } from 'zod';
import { listOf } from '../vendor-http/list-of.ts';

const text = z.string().nullish();
const reference = z.object({ id: z.string(), summary: text });

export const PagerDutyIncident = z.object({
  id: z.string(),
  incident_number: z.number().nullish(),
  title: text,
  summary: text,
  status: z.string(),
  urgency: text,
  created_at: z.string(),
  resolved_at: text,
  html_url: text,
  service: reference.nullish(),
});
export type PagerDutyIncident = z.output<typeof PagerDutyIncident>;

export const PagerDutyAlert = z.object({
  id: z.string(),
  summary: text,
  status: z.string(),
  severity: text,
  created_at: z.string(),
  resolved_at: text,
  html_url: text,
  suppressed: z.boolean().nullish(),
  service: reference.nullish(),
  body: z.looseObject({ details: z.unknown().optional(), cef_details: z.unknown().optional() }).nullish(),
});
export type PagerDutyAlert = z.output<typeof PagerDutyAlert>;

export const ChangeEvent = z.object({
  id: z.string(),
  summary: z.string(),
  timestamp: z.string(),
  source: text,
  services: z.array(reference).nullish(),
  links: z.array(z.object({ href: text, text })).nullish(),
  custom_details: z.unknown().optional(),
  /** Only for events related to an incident: most_recent, related_service, intelligent. */
  correlation_reason: z.object({ reason: text }).nullish(),
});
export type ChangeEvent = z.output<typeof ChangeEvent>;

const more = { more: z.boolean().nullish(), total: z.number().nullish() };
export const IncidentsResponse = z.object({ incidents: listOf(PagerDutyIncident), ...more });
export const AlertsResponse = z.object({ alerts: listOf(PagerDutyAlert), ...more });
export const ChangeEventsResponse = z.object({ change_events: listOf(ChangeEvent), ...more });
export const ServicesResponse = z.object({
  services: listOf(z.object({ id: z.string(), name: z.string(), html_url: text })),
  ...more,
});
