import { wireIncident } from '@incidentfox/test-kit';
import { toIncident, toStatusCategory, WireIncident } from '../src/index.ts';

const incidentOf = (different: Parameters<typeof wireIncident>[0] = {}) =>
  toIncident(WireIncident.parse(wireIncident(different)));
const field = (values: unknown[], name = 'Affected service') => ({
  custom_field: { id: '01F', name, description: '', field_type: 'multi_select', options: [] },
  values,
});

it.each(['', null, undefined])('has no channel while incident.io says %p', (slack_channel_id) => {
  expect(incidentOf({ slack_channel_id }).channel).toBeNull();
});

it('has its channel once there is one', () => {
  expect(incidentOf().channel).toEqual({ id: 'C02AW36C1M5', name: 'inc-123-checkout' });
});

it('has no severity when incident.io sends none', () => {
  expect(incidentOf({ severity: undefined }).severity).toBeNull();
  expect(incidentOf({ severity: null }).severity).toBeNull();
});

it.each([
  ['live', 'live'],
  ['active', 'live'],
  ['learning', 'learning'],
  ['post-incident', 'learning'],
  ['triage', 'triage'],
  ['invented-next-year', 'unknown'],
  ['toString', 'unknown'],
] as const)('reads the status category %s as %s', (wire, ours) => {
  expect(toStatusCategory(wire)).toBe(ours);
});

it('reads every kind of custom field value, and leaves out empty ones', () => {
  const { customFields } = incidentOf({
    custom_field_entries: [
      field([
        { value_catalog_entry: { id: '01C', name: 'checkout-api', external_id: 'checkout', aliases: ['co'] } },
        { value_option: { id: '01O', value: 'eu-west-1', sort_key: 1, custom_field_id: '01F' } },
        { value_text: 'as text' },
        { value_link: 'https://example.com' },
        { value_numeric: '123.456' },
        { value_text: '' },
        {},
      ]),
    ],
  });
  expect(customFields).toEqual([
    {
      id: '01F',
      name: 'Affected service',
      values: [
        { label: 'checkout-api', catalogEntryId: '01C', externalId: 'checkout', aliases: ['co'] },
        { label: 'eu-west-1' },
        { label: 'as text' },
        { label: 'https://example.com' },
        { label: '123.456' },
      ],
    },
  ]);
});

it('keeps the incident when one custom field is odd', () => {
  const { customFields } = incidentOf({ custom_field_entries: [{ nonsense: true }, field([{ value_text: 'kept' }])] });
  expect(customFields.map((one) => one.values)).toEqual([[{ label: 'kept' }]]);
});

it.each([
  [{ alert: { id: '01A', title: '5xx' } }, { kind: 'alert', id: '01A', name: '5xx' }],
  [{ user: { id: '01U', name: 'Ada', role: 'unset' } }, { kind: 'user', id: '01U', name: 'Ada' }],
  [{ api_key: { id: '01K', name: 'bot' } }, { kind: 'api_key', id: '01K', name: 'bot' }],
  [{ workflow: { id: '01W', name: 'auto' } }, { kind: 'workflow', id: '01W', name: 'auto' }],
  [{}, { kind: 'unknown', id: null, name: null }],
])('knows who declared it: %j', (creator, ours) => {
  expect(incidentOf({ creator }).creator).toEqual(ours);
});

it('takes a visibility it does not know as private', () => {
  expect(incidentOf({ visibility: 'public' }).visibility).toBe('public');
  expect(incidentOf({ visibility: 'restricted' }).visibility).toBe('private');
});

it('gives times in UTC whatever offset they came with', () => {
  const incident = incidentOf({ created_at: '2026-11-23T15:36:00.118123+01:00' });
  expect(incident.createdAt).toBe('2026-11-23T14:36:00.118Z');
});
