import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { iso } from '../questions.ts';
import type { StandInRequest, StandInRoute } from '../stand-in.ts';

export const pagerdutyKey = 'u+pd_0123456789abcdef';

type Wire = Record<string, unknown>;

export interface AccountContent {
  services?: Wire[];
  incidents?: Wire[];
  /** By incident id. */
  alerts?: Record<string, Wire[]>;
  changeEvents?: Wire[];
  /** Related to the newest incident; undefined: the plan does not have it. */
  related?: Wire[];
}

export function admitToPagerduty(headers: IncomingHttpHeaders): string | undefined {
  if (headers.accept !== 'application/vnd.pagerduty+json;version=2') return 'no version was asked for';
  return headers.authorization === `Token token=${pagerdutyKey}` ? undefined : 'Unauthorized';
}

const paged = {
  limit: z
    .string()
    .regex(/^([1-9]\d?|100)$/)
    .optional(),
  offset: z
    .string()
    .regex(/^\d{1,4}$/)
    .optional(),
  total: z.enum(['true', 'false']).optional(),
};
const range = { since: z.iso.datetime().optional(), until: z.iso.datetime().optional() };
const status = z.enum(['triggered', 'acknowledged', 'resolved']);

/** The read operations of PagerDuty's REST API, with pages of at most `pageSize`. */
export function pagerdutyRoutes(content: AccountContent, pageSize = 100): StandInRoute[] {
  const page = (name: string, all: readonly Wire[], { query }: StandInRequest) => {
    const offset = Number(query.offset ?? 0);
    const limit = Number(query.limit ?? 25);
    // Smaller pages than asked for, told by the offset of the next hundred, keep the stand-in short.
    const items = all.slice((offset / limit) * pageSize, (offset / limit) * pageSize + pageSize);
    return {
      body: { [name]: items, limit, offset, total: null, more: all.length > (offset / limit) * pageSize + pageSize },
    };
  };
  const search = (all: readonly Wire[], text: unknown) =>
    all.filter(({ name }) => text === undefined || String(name).toLowerCase().includes(String(text).toLowerCase()));
  return [
    {
      method: 'GET',
      path: '/services',
      query: z.strictObject({
        ...paged,
        query: z.string().optional(),
        sort_by: z.enum(['name', 'name:asc', 'name:desc']).optional(),
      }),
      answer: (request) => page('services', search(content.services ?? [], request.query.query), request),
    },
    {
      method: 'GET',
      path: '/incidents',
      query: z.strictObject({
        ...paged,
        ...range,
        'service_ids[]': z.union([z.string(), z.array(z.string())]).optional(),
        'statuses[]': z.union([status, z.array(status)]).optional(),
        sort_by: z
          .string()
          .regex(/^(incident_number|created_at|resolved_at|urgency)(:(asc|desc))?$/)
          .optional(),
      }),
      answer: (request) => page('incidents', content.incidents ?? [], request),
    },
    {
      method: 'GET',
      path: '/incidents/:id/alerts',
      query: z.strictObject(paged),
      answer: (request) => page('alerts', content.alerts?.[request.params.id ?? ''] ?? [], request),
    },
    {
      method: 'GET',
      path: '/incidents/:id/related_change_events',
      query: z.strictObject({ limit: paged.limit }),
      answer: () =>
        content.related
          ? { body: { change_events: content.related } }
          : { status: 402, body: { error: { message: 'Account does not have this ability' } } },
    },
    {
      method: 'GET',
      path: '/change_events',
      query: z.strictObject({ ...paged, ...range }),
      answer: (request) => page('change_events', content.changeEvents ?? [], request),
    },
    {
      method: 'GET',
      path: '/services/:id/change_events',
      query: z.strictObject({ ...paged, ...range }),
      answer: (request) => page('change_events', content.changeEvents ?? [], request),
    },
  ];
}

export const aPdService = (name: string, id = 'PCHECK1'): Wire => ({
  id,
  name,
  html_url: `https://acme.pagerduty.com/service-directory/${id}`,
});

export function aPdIncident(id: string, minutes: number, more: Wire = {}): Wire {
  return {
    id,
    incident_number: 7,
    title: 'High error rate',
    status: 'acknowledged',
    urgency: 'high',
    created_at: iso(minutes),
    resolved_at: null,
    html_url: `https://acme.pagerduty.com/incidents/${id}`,
    ...more,
  };
}

export function aPdAlert(id: string, minutes: number, more: Wire = {}): Wire {
  const details = { firing: 'CheckoutErrorRate', ratio: 0.23, nested: { left: 'out' } };
  return {
    id,
    summary: 'CheckoutErrorRate firing',
    status: 'triggered',
    severity: 'critical',
    created_at: iso(minutes),
    html_url: `https://acme.pagerduty.com/alerts/${id}`,
    body: { type: 'alert_body', details },
    ...more,
  };
}

export function aChangeEvent(id: string, minutes: number, summary: string, more: Wire = {}): Wire {
  return {
    id,
    summary,
    timestamp: iso(minutes),
    source: 'ci',
    services: [{ id: 'PCHECK1', summary: 'Checkout' }],
    links: [{ href: `https://ci.acme/${id}`, text: 'build' }],
    custom_details: {},
    ...more,
  };
}
