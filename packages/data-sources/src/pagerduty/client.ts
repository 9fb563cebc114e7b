import { urlPath } from '@incidentfox/http-client';
import type { Window } from '@incidentfox/incident';
import type { z } from 'zod';
import type { QuestionRun } from '../answering/index.ts';
import {
  createVendorReader,
  followPages,
  type Query,
  type Requester,
  type VendorAccess,
} from '../vendor-http/index.ts';
import { maxOffset, maxRelatedChanges, pageSize } from './limits.ts';
import { AlertsResponse, ChangeEventsResponse, IncidentsResponse, ServicesResponse } from './responses.schema.ts';
import type { PagerdutySettings } from './settings.ts';

/** PagerDuty's REST API as far as we use it, read only. Every call throws a Failure. */
export type PagerdutyClient = ReturnType<typeof connectPagerduty>;

export function connectPagerduty(settings: PagerdutySettings, name: string, access: VendorAccess) {
  const { get } = createVendorReader(
    {
      name,
      url: settings.url,
      settings,
      headers: () => ({
        accept: 'application/vnd.pagerduty+json;version=2',
        authorization: `Token token=${settings.api_key.reveal()}`,
      }),
    },
    access,
  );

  function list<Body extends { more?: boolean | null | undefined; total?: number | null | undefined }, T>(
    what: string,
    path: string,
    query: Query,
    body: { schema: z.ZodType<Body>; items: (value: Body) => { items: T[]; dropped: number } },
    run: QuestionRun,
  ): Promise<T[]> {
    return followPages(run, what, async (offset = '0') => {
      const { value } = await get(path, { ...query, limit: pageSize, offset }, body.schema, run);
      const following = Number(offset) + pageSize;
      return {
        ...body.items(value),
        next: value.more && following < maxOffset ? String(following) : undefined,
        total: value.total ?? undefined,
      };
    });
  }

  return {
    services: (name: string | undefined, run: QuestionRun) =>
      list(
        'services',
        '/services',
        { query: name, sort_by: 'name' },
        { schema: ServicesResponse, items: (value) => value.services },
        run,
      ),

    /** Opened within the window, newest first. */
    incidents: (service: string, window: Window, run: QuestionRun) =>
      list(
        'incidents',
        '/incidents',
        {
          'service_ids[]': [service],
          'statuses[]': ['triggered', 'acknowledged', 'resolved'],
          ...sinceUntil(window),
          sort_by: 'created_at:desc',
        },
        { schema: IncidentsResponse, items: (value) => value.incidents },
        run,
      ),

    alertsOf: (incident: string, run: QuestionRun) =>
      list(
        'alerts',
        urlPath`/incidents/${incident}/alerts`,
        {},
        { schema: AlertsResponse, items: (value) => value.alerts },
        run,
      ),

    changeEvents: (service: string, window: Window, run: QuestionRun) =>
      list('change events', urlPath`/services/${service}/change_events`, sinceUntil(window), changeEvents, run),

    /** Those PagerDuty itself relates to an incident, of this and of related services. */
    relatedChangeEvents: async (incident: string, run: QuestionRun) =>
      (
        await get(
          urlPath`/incidents/${incident}/related_change_events`,
          { limit: maxRelatedChanges },
          ChangeEventsResponse,
          run,
        )
      ).value.change_events.items,

    probe: async (what: keyof typeof probedLists, reader: Requester) => {
      await get<unknown>(`/${what}`, { limit: 1 }, probedLists[what], reader);
      return `may read ${what.replace('_', ' ')}`;
    },
  };
}

const sinceUntil = ({ from, to }: Window) => ({
  since: new Date(from).toISOString(),
  until: new Date(to).toISOString(),
});

const changeEvents = {
  schema: ChangeEventsResponse,
  items: (value: z.output<typeof ChangeEventsResponse>) => value.change_events,
};

/** The lists of which one item is read to see whether they may be read. */
const probedLists = { services: ServicesResponse, incidents: IncidentsResponse, change_events: ChangeEventsResponse };
