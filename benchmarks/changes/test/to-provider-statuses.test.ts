import { toProviderStatuses } from '../src/adapter/to-provider-statuses.ts';

const at = (minute: number) => `2026-03-01T10:${minute}:00Z`;

test('a page with incidents names the hosts of the parts in trouble', () => {
  const feed = {
    provider: 'paywise',
    source: 'https://status.paywise.example/api',
    components: [
      { name: 'API', endpoint: 'api.paywise.example/v1', status: 'partial_outage' },
      { name: 'Dashboard', endpoint: 'app.paywise.example', status: 'operational' },
    ],
    incidents: [
      { name: 'Errors', impact: 'major', started_at: at(10), updates: [{ timestamp: at(40), status: 'resolved' }] },
    ],
  };
  expect(toProviderStatuses(feed)).toEqual([
    expect.objectContaining({
      provider: 'paywise',
      hosts: ['api.paywise.example'],
      from: Date.parse(at(10)),
      to: Date.parse(at(40)),
      impact: 'major',
    }),
  ]);
});

test('one component with its events lasts from the first bad one until one says that it is well', () => {
  const events = [
    { timestamp: at(10), status: 'operational', detail: 'fine' },
    { timestamp: at(20), status: 'degraded', detail: 'names cannot be resolved' },
  ];
  const feed = { component: 'resolver', events };
  expect(toProviderStatuses(feed)).toMatchObject([{ provider: 'resolver', from: Date.parse(at(20)), to: null }]);
  const ended = { ...feed, events: [...events, { timestamp: at(30), status: 'resolved' }] };
  expect(toProviderStatuses(ended)).toMatchObject([{ to: Date.parse(at(30)) }]);
});

test('no feed, or one without times, says nothing', () => {
  expect(toProviderStatuses(null)).toEqual([]);
  expect(toProviderStatuses({ provider: 'x', incidents: [{ name: 'y' }] })).toEqual([]);
});
