import { z } from 'zod';
import { alertmanager } from '../../src/alertmanager/index.ts';
import { conforms } from '../conformance/conforms.ts';
import { iso } from '../questions.ts';
import { settled } from '../settled.ts';
import type { StandInRoute } from '../stand-in.ts';

const token = 'alertmanager_secret_token';
const boolean = z.enum(['true', 'false']);
const alertsQuery = z.strictObject({
  active: boolean.optional(),
  silenced: boolean.optional(),
  inhibited: boolean.optional(),
  filter: z
    .string()
    .regex(/^\w+(=|!=|=~|!~)/)
    .optional(),
});
const alerts = [
  {
    labels: { alertname: 'HighErrorRatio', service: 'checkout-service' },
    annotations: {},
    fingerprint: 'a1',
    startsAt: iso(-3),
    endsAt: iso(9),
    updatedAt: iso(0),
    receivers: [{ name: 'page' }],
    status: { state: 'active', silencedBy: [], inhibitedBy: [] },
  },
  {
    labels: { alertname: 'Latency', job: 'shop/checkout-service' },
    annotations: {},
    fingerprint: 'a2',
    startsAt: iso(-2),
    endsAt: iso(9),
    updatedAt: iso(0),
    receivers: [{ name: 'page' }],
    status: { state: 'suppressed', silencedBy: ['s'], inhibitedBy: [] },
  },
];

const routes = (known: boolean): StandInRoute[] => [
  { method: 'GET', path: '/api/v2/alerts', query: alertsQuery, answer: () => ({ body: known ? alerts : [] }) },
  {
    method: 'GET',
    path: '/api/v2/status',
    answer: () => ({ body: { versionInfo: { version: '0.28.0' }, cluster: { status: 'ready' } } }),
  },
];

conforms({
  kind: 'alertmanager',
  create: ({ url, timeoutSeconds, now }) =>
    alertmanager.create({
      id: 'alertmanager',
      now,
      settings: settled(
        alertmanager.settings.parse({
          url,
          auth: { type: 'bearer', token },
          filter: ['cluster="prod"'],
          timeout_seconds: timeoutSeconds,
        }),
      ),
    }),
  admit: ({ authorization }) => (authorization === `Bearer ${token}` ? undefined : 'no token'),
  routes: routes(true),
  emptyRoutes: routes(false),
  secrets: [token],
});
