import type { VendorRequest } from '../../http/request.ts';
import type { Route } from '../../http/route.ts';
import { shop } from '../../shop/shop.ts';
import { notFound, pageOf } from './answers.ts';
import { catalogIdOf, catalogType, toCatalogEntry } from './catalog.ts';
import { type DeclaredIncident, fieldOfServices, type Organisation, sinceEver } from './organisation.ts';
import { alertsOfIncident, toAlertWithAttributes, toIncidentAlert, toIncidentV2, toSeverity } from './wire.ts';

const paged = ['page_size', 'after'];
const incidentFilters = [
  'sort_by',
  'filter_mode',
  'status[*',
  'status_category[*',
  'severity[*',
  'incident_type[*',
  'created_at[*',
  'updated_at[*',
  'custom_field[*',
  'incident_role[*',
  'mode[*',
];

/** Everything that only looks. */
export function readRoutes(organisation: Organisation, identity: { readonly roles: readonly string[] }): Route[] {
  return [
    ...incidentRoutes(organisation),
    ...alertRoutes(organisation),
    ...catalogRoutes(),
    ...accountRoutes(organisation, identity.roles),
  ];
}

const incidentBy = ({ incidents }: Organisation, id: string | undefined) =>
  incidents.find((incident) => incident.id === id || String(incident.number) === id);

function incidentRoutes(organisation: Organisation): Route[] {
  return [
    {
      method: 'GET',
      path: '/v2/incidents',
      query: [...paged, ...incidentFilters],
      handle: (request) =>
        pageOf(request, listed(request, organisation.incidents).map(toIncidentV2), { name: 'incidents', max: 500 }),
    },
    {
      method: 'GET',
      path: '/v2/incidents/:id',
      handle: ({ params }) => {
        const incident = incidentBy(organisation, params.id);
        return incident ? { status: 200, body: { incident: toIncidentV2(incident) } } : notFound('Incident');
      },
    },
    {
      method: 'GET',
      path: '/v2/incident_updates',
      query: [...paged, 'incident_id'],
      handle: (request) => pageOf(request, [], { name: 'incident_updates', max: 250 }),
    },
  ];
}

function accountRoutes(organisation: Organisation, roles: readonly string[]): Route[] {
  return [
    {
      method: 'GET',
      path: '/v1/severities',
      handle: () => ({ status: 200, body: { severities: organisation.severities.map(toSeverity) } }),
    },
    {
      method: 'GET',
      path: '/v1/identity',
      handle: () => ({
        status: 200,
        body: {
          identity: {
            name: 'IncidentFox',
            roles,
            team_roles: [],
            teams: [],
            dashboard_url: 'https://app.incident.io/acme',
          },
        },
      }),
    },
  ];
}

function alertRoutes(organisation: Organisation): Route[] {
  return [
    {
      method: 'GET',
      path: '/v2/incident_alerts',
      query: [...paged, 'incident_id', 'alert_id'],
      handle: (request) => {
        const links = alertsOfIncident(organisation, request.query.get('incident_id')).flatMap((alert) => {
          const incident = incidentBy(organisation, alert.incidentId);
          return incident ? [toIncidentAlert(alert, incident)] : [];
        });
        return pageOf(request, links, { name: 'incident_alerts', max: 50, required: true });
      },
    },
    {
      method: 'GET',
      path: '/v2/alerts',
      query: [...paged, 'created_at[*', 'status[*', 'deduplication_key[*', 'alert_source[*', 'attributes[*'],
      handle: (request) =>
        pageOf(request, organisation.alerts.map(toAlertWithAttributes), { name: 'alerts', max: 50, required: true }),
    },
    {
      method: 'GET',
      path: '/v2/alerts/:id',
      handle: ({ params }) => {
        const alert = organisation.alerts.find((candidate) => candidate.id === params.id);
        return alert ? { status: 200, body: { alert: toAlertWithAttributes(alert) } } : notFound('Alert');
      },
    },
  ];
}

function catalogRoutes(): Route[] {
  return [
    {
      method: 'GET',
      path: '/v3/catalog_types',
      handle: () => ({ status: 200, body: { catalog_types: [catalogType] } }),
    },
    {
      method: 'GET',
      path: '/v3/catalog_entries',
      query: [...paged, 'catalog_type_id', 'identifier'],
      handle: (request) =>
        pageOf(request, shop.map(toCatalogEntry), { name: 'catalog_entries', max: 250, required: true }),
    },
    {
      method: 'GET',
      path: '/v3/catalog_entries/:id',
      query: ['expand'],
      handle: ({ params }) => {
        const service = shop.find((candidate) => catalogIdOf(candidate.name) === params.id);
        return service
          ? { status: 200, body: { catalog_entry: toCatalogEntry(service), catalog_type: catalogType } }
          : notFound('Catalog entry');
      },
    },
    {
      method: 'GET',
      path: '/v2/custom_fields',
      handle: () => ({
        status: 200,
        body: {
          custom_fields: [
            {
              ...fieldOfServices,
              description: '',
              field_type: 'multi_select',
              catalog_type_id: catalogType.id,
              options: [],
              ...sinceEver,
            },
          ],
        },
      }),
    },
  ];
}

function listed(request: VendorRequest, incidents: readonly DeclaredIncident[]): DeclaredIncident[] {
  const { query } = request;
  const categories = query.getAll('status_category[one_of]');
  const excluded = query.getAll('status_category[not_in]');
  const modes = query.getAll('mode[one_of]');
  const since = query.get('created_at[gte]');
  const found = incidents.filter(
    ({ status, mode, createdAt }) =>
      (categories.length === 0 || categories.includes(status.category)) &&
      !excluded.includes(status.category) &&
      (modes.length === 0 ? mode === 'standard' || mode === 'retrospective' : modes.includes(mode)) &&
      (since === null || createdAt >= Date.parse(since)),
  );
  const oldestFirst = query.get('sort_by') === 'created_at_oldest_first';
  return found.toSorted((a, b) => (oldestFirst ? a.createdAt - b.createdAt : b.createdAt - a.createdAt));
}
