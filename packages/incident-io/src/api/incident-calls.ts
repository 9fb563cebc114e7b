import { type HttpClient, urlPath } from '@incidentfox/http-client';
import type { Severity } from '@incidentfox/incident';
import { toIncident } from '../to-incident.ts';
import { fromAlert, fromAlertWithAttributes, fromCatalogEntry } from './from-wire.ts';
import type { IncidentFilter, IncidentIo } from './incident-io.ts';
import { collectPages } from './pages.ts';
import { responses } from './responses.schema.ts';

type Calls = Pick<
  IncidentIo,
  | 'incident'
  | 'incidents'
  | 'severities'
  | 'incidentTypes'
  | 'customFields'
  | 'alertsOf'
  | 'alert'
  | 'identity'
  | 'catalogEntry'
>;

const severitiesAreFreshMs = 60_000;

/** The reading side: incidents and what surrounds them. */
export function incidentCalls(http: HttpClient, now: () => number): Calls {
  return {
    incident: async (id) =>
      toIncident(
        (await http.request({ path: urlPath`/v2/incidents/${id}`, schema: responses.incident })).value.incident,
      ),
    incidents: (filter) => listIncidents(http, filter),
    severities: remember(severitiesAreFreshMs, now, () => listSeverities(http)),
    incidentTypes: async () => {
      const { value } = await http.request({ path: '/v1/incident_types', schema: responses.incidentTypes });
      return value.incident_types;
    },
    customFields: async () => {
      const { value } = await http.request({ path: '/v2/custom_fields', schema: responses.customFields });
      return value.custom_fields;
    },
    alertsOf: (incidentId) => alertsOf(http, incidentId),
    alert: async (id) =>
      fromAlertWithAttributes(
        (await http.request({ path: urlPath`/v2/alerts/${id}`, schema: responses.alert })).value.alert,
      ),
    identity: async () => {
      const { identity } = (await http.request({ path: '/v1/identity', schema: responses.identity })).value;
      return { name: identity.name, roles: identity.roles };
    },
    catalogEntry: async (id) =>
      fromCatalogEntry(
        (await http.request({ path: urlPath`/v3/catalog_entries/${id}`, schema: responses.catalogEntry })).value,
      ),
  };
}

async function listIncidents(http: HttpClient, filter: IncidentFilter) {
  const { createdAfter, updatedAfter } = filter;
  const query = {
    page_size: Math.min(250, filter.limit),
    sort_by: 'created_at_newest_first',
    'status_category[one_of]': filter.statusCategories,
    // incident.io compares whole days here; the exact moment of the creation is checked below.
    ...(createdAfter === undefined ? {} : { 'created_at[gte]': dayOf(createdAfter) }),
    ...(updatedAfter === undefined ? {} : { 'updated_at[gte]': dayOf(updatedAfter) }),
    ...(filter.modes ? { 'mode[one_of]': filter.modes } : {}),
  };
  const found = await collectPages(
    async (after) => {
      const { value } = await http.request({
        path: '/v2/incidents',
        query: { ...query, after },
        schema: responses.incidents,
      });
      return { items: value.incidents.map(toIncident), after: value.pagination_meta?.after };
    },
    { limit: filter.limit, maxPages: 20 },
  );
  return createdAfter === undefined ? found : found.filter(({ createdAt }) => Date.parse(createdAt) >= createdAfter);
}

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

async function listSeverities(http: HttpClient): Promise<Severity[]> {
  const { value } = await http.request({ path: '/v1/severities', schema: responses.severities });
  return value.severities.map(({ id, name, rank }) => ({ id, name, rank })).sort((a, b) => a.rank - b.rank);
}

function alertsOf(http: HttpClient, incidentId: string) {
  return collectPages(
    async (after) => {
      const query = { incident_id: incidentId, page_size: 50, after }; // 50 is the most this endpoint allows
      const { value } = await http.request({ path: '/v2/incident_alerts', query, schema: responses.incidentAlerts });
      return { items: value.incident_alerts.map(({ alert }) => fromAlert(alert)), after: value.pagination_meta?.after };
    },
    { limit: 250, maxPages: 5 },
  );
}

/** Keeps an answer for `forMs`; a failure is not kept. */
function remember<T>(forMs: number, now: () => number, read: () => Promise<T>): () => Promise<T> {
  let cached: { at: number; value: T } | undefined;
  return async () => {
    if (cached && now() - cached.at < forMs) return cached.value;
    const value = await read();
    cached = { at: now(), value };
    return value;
  };
}
