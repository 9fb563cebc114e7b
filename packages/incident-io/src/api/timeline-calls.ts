import { type HttpClient, urlPath } from '@incidentfox/http-client';
import { fromTimelineItem } from './from-wire.ts';
import type { IncidentIo } from './incident-io.ts';
import { collectPages } from './pages.ts';
import { responses } from './responses.schema.ts';

/** Reading and writing the incident's timeline. */
export function timelineCalls(
  http: HttpClient,
): Pick<IncidentIo, 'timelineItems' | 'createTimelineItem' | 'updateTimelineItem'> {
  return {
    timelineItems: (incidentId) =>
      collectPages(
        async (after) => {
          const query = { incident_id: incidentId, page_size: 250, after };
          const { value } = await http.request({
            path: '/v2/incident_timeline_items',
            query,
            schema: responses.timelineItems,
          });
          return { items: value.incident_timeline_items.map(fromTimelineItem), after: value.pagination_meta?.after };
        },
        { limit: 1_000, maxPages: 4 },
      ),
    createTimelineItem: async (item) => {
      const json = {
        incident_id: item.incidentId,
        title: withoutNul(item.title),
        timestamp: new Date(item.at).toISOString(),
        idempotency_key: item.idempotencyKey,
        ...(item.description === undefined ? {} : { description: withoutNul(item.description) }),
      };
      const request = {
        method: 'POST',
        path: '/v2/incident_timeline_items',
        json,
        schema: responses.timelineItem,
      } as const;
      return fromTimelineItem((await http.request(request)).value.incident_timeline_item);
    },
    updateTimelineItem: async (id, change) => {
      const json = {
        ...(change.title === undefined ? {} : { title: withoutNul(change.title) }),
        ...(change.description === undefined ? {} : { description: withoutNul(change.description) }),
      };
      const request = {
        method: 'PATCH',
        path: urlPath`/v2/incident_timeline_items/${id}`,
        json,
        schema: responses.timelineItem,
      } as const;
      return fromTimelineItem((await http.request(request)).value.incident_timeline_item);
    },
  };
}

/** incident.io's text fields refuse NUL, and log lines do hold it. */
function withoutNul(text: string): string {
  return text.replaceAll('\u0000', '');
}
