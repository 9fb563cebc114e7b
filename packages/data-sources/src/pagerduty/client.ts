import { urlPath } from '@incidentfox/http-client';
import type { Window } from '@incidentfox/incident';
import type { z } from 'zod';
import {
  type Asking,
  createVendorReader,
  followPages,
  type Query,
  type Reader,
  type VendorAccess,
} from '../execution/index.ts';
import { AlertsResponse, ChangeEventsResponse, IncidentsResponse, ServicesResponse } from './responses.schema.ts';
import type { PagerdutySettings } from './settings.ts';

const pageSize = 100;
/** PagerDuty gives nothing beyond this offset. */
const furthest = 10_000;

/** PagerDuty's REST API as far as we use it, read only. Every call throws a Failure. */
export type PagerdutyClient = ReturnType<typeof connectPagerduty>;

export function connectPagerduty(settings: PagerdutySettings, name: string, access: VendorAccess) {
  const { get } = createVendorReader({
    ...access,
    name,
    url: settings.url,
    timeoutSeconds: settings.timeout_seconds,
    headers: () => ({
      accept: 'application/vnd.pagerduty+json;version=2',
      authorization: `Token token=${settings.api_key.reveal()}`,
    }),
  });

  function list<Body extends { more?: boolean | null | undefined; total?: number | null | undefined }, T>(
    what: string,
    path: string,
    query: Query,
    body: { schema: z.ZodType<Body>; items: (value: Body) => { items: T[]; dropped: number } },
    asking: Asking,
  ): Promise<T[]> {
    return followPages(asking, what, async (offset = '0') => {
      const { value } = await get(path, { ...query, limit: pageSize, offset }, body.schema, asking);
      const following = Number(offset) + pageSize;
      return {
        ...body.items(value),
        next: value.more && following < furthest ? String(following) : undefined,
        total: value.total ?? undefined,
      };
    });
  }

  const changeEvents = {
    schema: ChangeEventsResponse,
    items: (value: z.output<typeof ChangeEventsResponse>) => value.change_events,
  };
  return {
    services: (name: string | undefined, asking: Asking) =>
      list(
        'services',
        '/services',
        { query: name, sort_by: 'name' },
        { schema: ServicesResponse, items: (value) => value.services },
        asking,
      ),

    /** Opened within the window, newest first. */
    incidents: (service: string, window: Window, asking: Asking) =>
      list(
        'incidents',
        '/incidents',
        {
          'service_ids[]': [service],
          'statuses[]': ['triggered', 'acknowledged', 'resolved'],
          ...stretch(window),
          sort_by: 'created_at:desc',
        },
        { schema: IncidentsResponse, items: (value) => value.incidents },
        asking,
      ),

    alertsOf: (incident: string, asking: Asking) =>
      list(
        'alerts',
        urlPath`/incidents/${incident}/alerts`,
        {},
        { schema: AlertsResponse, items: (value) => value.alerts },
        asking,
      ),

    changeEvents: (service: string, window: Window, asking: Asking) =>
      list('change events', urlPath`/services/${service}/change_events`, stretch(window), changeEvents, asking),

    /** Those PagerDuty itself relates to an incident, of this and of related services. */
    relatedChangeEvents: async (incident: string, asking: Asking) =>
      (await get(urlPath`/incidents/${incident}/related_change_events`, { limit: 30 }, ChangeEventsResponse, asking))
        .value.change_events.items,

    glance: async (what: 'services' | 'incidents' | 'change_events', reader: Reader) => {
      const schema = { services: ServicesResponse, incidents: IncidentsResponse, change_events: ChangeEventsResponse }[
        what
      ];
      await get<unknown>(`/${what}`, { limit: 1 }, schema, reader);
      return `may read ${what.replace('_', ' ')}`;
    },
  };
}

const stretch = ({ from, to }: Window) => ({ since: new Date(from).toISOString(), until: new Date(to).toISOString() });
