import { z } from 'zod';
import { iso } from '../questions.ts';
import type { StandInRoute } from '../stand-in.ts';

export const incidentId = '01KB1Z7Q8M6T3V9XW2C4R5N0AE';
const entryId = '01HCAT0000000000000000SVC1';

const ofIncident = z.strictObject({
  incident_id: z.literal(incidentId),
  page_size: z.string().regex(/^([1-9]|[1-4]\d|50)$/),
  after: z.string().optional(),
});
const listQuery = z.strictObject({
  page_size: z.string().regex(/^([1-9]|[1-9]\d|1\d\d|2[0-4]\d|250)$/),
  sort_by: z.enum(['created_at_newest_first', 'created_at_oldest_first']).optional(),
  'status_category[one_of]': z.union([z.string(), z.array(z.string())]).optional(),
  'created_at[gte]': z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/)
    .optional(),
  after: z.string().optional(),
});

const alert = {
  id: '01ALERT1',
  title: 'checkout-service 5xx ratio 12.4%',
  description: 'above 5% for 5 minutes',
  status: 'firing',
  deduplication_key: 'PD-1',
  source_url: 'https://acme.pagerduty.com/incidents/PD-1',
  alert_source_id: '01SOURCE',
  created_at: iso(-2),
};
const service = {
  label: 'checkout-service',
  catalog_entry: { id: entryId, name: 'checkout-service', catalog_type_id: '01TYPE' },
};
const attributes = [
  { attribute: { id: '01A', name: 'Service', type: 'Catalog', array: false }, value: service },
  { attribute: { id: '01B', name: 'Severity', type: 'String', array: false }, value: { label: 'critical' } },
];

const anIncident = (id: string, reference: string, name: string, minutes: number, entries: unknown[]) => ({
  id,
  reference,
  name,
  summary: null,
  mode: 'standard',
  visibility: 'public',
  permalink: `https://app.incident.io/acme/incidents/${reference}`,
  severity: { id: '01SEV', name: 'High', rank: 3, description: '', created_at: iso(-90), updated_at: iso(-90) },
  incident_status: {
    id: '01STATUS',
    name: 'Closed',
    category: 'closed',
    rank: 1,
    description: '',
    created_at: iso(-90),
    updated_at: iso(-90),
  },
  creator: { api_key: { id: '01KEY', name: 'key' } },
  custom_field_entries: entries,
  created_at: iso(minutes),
  updated_at: iso(minutes),
  slack_channel_id: 'C1',
  slack_team_id: 'T1',
});

const checkoutField = {
  custom_field: { id: '01FIELD', name: 'Affected service', description: '', field_type: 'single_select', options: [] },
  values: [{ value_catalog_entry: { id: entryId, name: 'checkout-service', aliases: ['checkout'] } }],
};
const week = 7 * 24 * 60;

const catalogEntry = {
  catalog_entry: {
    id: entryId,
    name: 'checkout-service',
    external_id: null,
    aliases: ['checkout'],
    attribute_values: {
      '01DEP': { array_value: [{ label: 'payment-gateway', catalog_entry: { id: '01PAY', name: 'payment-gateway' } }] },
      '01OWN': { value: { label: 'payments team' } },
    },
  },
  catalog_type: {
    name: 'Service',
    schema: {
      attributes: [
        { id: '01DEP', name: 'Depends on', type: 'Service', array: true },
        { id: '01OWN', name: 'Owner', type: 'Team', array: false },
      ],
    },
  },
};

/** What the alert and the first of the earlier incidents say of theirs. */
interface Environments {
  readonly environment?: string;
  readonly pastEnvironment?: string;
}

const environmentField = (name: string) => ({
  custom_field: { id: '01ENV', name: 'Environment', description: '', field_type: 'single_select', options: [] },
  values: [{ value_option: { id: '01OPT', value: name, sort_key: 1, custom_field_id: '01ENV' } }],
});
const environmentAttribute = (label: string) => ({
  attribute: { id: '01C', name: 'Environment', type: 'String', array: false },
  value: { label },
});

/** incident.io's reading endpoints as documented; with `known` false, an incident nothing is attached to. */
export function incidentIoRoutes(known: boolean, { environment, pastEnvironment }: Environments = {}): StandInRoute[] {
  const own = anIncident(incidentId, 'INC-123', 'High error rate', 0, known ? [checkoutField] : []);
  const past = [
    anIncident('01PAST1', 'INC-98', 'Checkouts fail', -2 * week, [
      checkoutField,
      ...(pastEnvironment === undefined ? [] : [environmentField(pastEnvironment)]),
    ]),
    anIncident('01PAST2', 'INC-90', 'Search is slow', -3 * week, []),
    anIncident('01PAST3', 'INC-80', 'checkout-service down', -4 * week, []),
  ];
  return [
    {
      method: 'GET',
      path: '/v1/identity',
      answer: () => ({ body: { identity: { name: 'IncidentFox', roles: ['viewer'], dashboard_url: 'x' } } }),
    },
    {
      method: 'GET',
      path: '/v2/incidents/:id',
      answer: ({ params }) =>
        params.id === incidentId
          ? { body: { incident: own } }
          : { status: 404, body: { type: 'not_found', status: 404, errors: [] } },
    },
    {
      method: 'GET',
      path: '/v2/incidents',
      query: listQuery,
      answer: () => ({ body: { incidents: known ? past : [], pagination_meta: { page_size: 250 } } }),
    },
    {
      method: 'GET',
      path: '/v2/incident_alerts',
      query: ofIncident.extend({ incident_id: z.string() }),
      answer: ({ query }) => ({
        body: {
          incident_alerts: known && query.incident_id === incidentId ? [{ id: '01LINK', alert, incident: own }] : [],
          pagination_meta: { page_size: 50 },
        },
      }),
    },
    {
      method: 'GET',
      path: '/v2/alerts/:id',
      answer: () => {
        const more = environment === undefined ? [] : [environmentAttribute(environment)];
        return { body: { alert: { ...alert, attributes: [...attributes, ...more] } } };
      },
    },
    {
      method: 'GET',
      path: '/v1/incident_attachments',
      query: z.strictObject({ incident_id: z.literal(incidentId) }),
      answer: () => ({
        body: {
          incident_attachments: known
            ? [
                {
                  id: '01ATT1',
                  incident_id: incidentId,
                  resource: {
                    resource_type: 'pager_duty_incident',
                    external_id: 'PD-1',
                    permalink: 'https://acme.pagerduty.com/incidents/PD-1',
                    title: 'told by the alert',
                  },
                },
                {
                  id: '01ATT2',
                  incident_id: incidentId,
                  resource: {
                    resource_type: 'pager_duty_incident',
                    external_id: 'PD-2',
                    permalink: 'https://acme.pagerduty.com/incidents/PD-2',
                    title: 'Payments page',
                  },
                },
                {
                  id: '01ATT3',
                  incident_id: incidentId,
                  resource: {
                    resource_type: 'github_pull_request',
                    external_id: '7',
                    permalink: 'https://github.com/acme/x/pull/7',
                    title: 'Fix',
                  },
                },
              ]
            : [],
        },
      }),
    },
    {
      method: 'GET',
      path: '/v3/catalog_entries/:id',
      answer: ({ params }) =>
        known && params.id === entryId
          ? { body: catalogEntry }
          : { status: 404, body: { type: 'not_found', status: 404, errors: [] } },
    },
  ];
}

export const incidentIoKey = 'inc_0123456789abcdef0123456789abcdef';
export const admitKey = ({ authorization }: { authorization?: string | undefined }) =>
  authorization === `Bearer ${incidentIoKey}` ? undefined : 'no key';
