import { z } from 'zod';
import { elasticsearchRoutes } from '../elasticsearch/stand-in-elasticsearch.ts';
import { lokiRoutes } from '../loki/stand-in-loki.ts';
import { prometheusRoutes } from '../prometheus/stand-in-prometheus.ts';
import { at } from '../questions.ts';
import type { StandInRoute } from '../stand-in.ts';

export const grafanaToken = 'glsa_grafana_secret_token';

/** Epoch milliseconds of this decade as text; seconds do not pass. */
const ms = z.string().regex(/^[12]\d{12}$/, 'expected epoch milliseconds');
const annotationsQuery = z.strictObject({
  from: ms,
  to: ms,
  type: z.enum(['annotation', 'alert']),
  limit: z.string().regex(/^\d{1,5}$/),
  tags: z.union([z.string(), z.array(z.string())]).optional(),
});

const annotations = [
  {
    id: 3,
    time: at(-6),
    timeEnd: at(-5),
    text: '<b>Deployed</b> checkout-service v2.1.0',
    tags: ['deploy', 'service:checkout-service'],
    dashboardUID: 'abc',
    login: 'ci',
  },
  { id: 2, time: at(-40), timeEnd: at(-40), text: 'lunch', tags: ['note'] },
  {
    id: 1,
    time: at(-3 * 24 * 60),
    timeEnd: at(-3 * 24 * 60),
    text: 'Deployed checkout-service v2.0.9',
    tags: ['deploy', 'service:checkout-service'],
  },
];

const alerts = [
  {
    labels: { alertname: 'SlowCheckout', service: 'checkout-service' },
    annotations: {},
    state: 'Alerting (NoData)',
    activeAt: new Date(at(-9)).toISOString(),
    value: '',
  },
  {
    labels: { alertname: 'Fine', service: 'checkout-service' },
    annotations: {},
    state: 'Normal',
    activeAt: new Date(at(-9)).toISOString(),
    value: '',
  },
];

const behind = (uid: string, routes: StandInRoute[]): StandInRoute[] =>
  routes.map((route) => ({ ...route, path: `/api/datasources/proxy/uid/${uid}${route.path}` }));

const datasource = (uid: string, type: string, jsonData = {}) => ({
  id: 1,
  uid,
  name: `My ${type}`,
  type,
  url: 'http://internal',
  access: 'proxy',
  jsonData,
});

/** Grafana as documented, with a Prometheus, a Loki, an Elasticsearch and something unknown behind it. */
export function grafanaRoutes(
  known: boolean,
  types: readonly string[] = ['prometheus', 'loki', 'elasticsearch', 'tempo'],
): StandInRoute[] {
  const all = [
    datasource('prom-1', 'prometheus'),
    datasource('loki-1', 'loki'),
    datasource('es-1', 'elasticsearch', { index: '[logs-]YYYY.MM.DD' }),
    datasource('tempo-1', 'tempo'),
  ];
  return [
    {
      method: 'GET',
      path: '/api/datasources',
      answer: () => ({ body: all.filter(({ type }) => types.includes(type)) }),
    },
    {
      method: 'GET',
      path: '/api/annotations',
      query: annotationsQuery,
      answer: ({ query }) => ({
        body: known ? annotations.filter(({ time }) => time >= Number(query.from) && time <= Number(query.to)) : [],
      }),
    },
    {
      method: 'GET',
      path: '/api/prometheus/grafana/api/v1/alerts',
      answer: () => ({ body: { status: 'success', data: { alerts: known ? alerts : [] } } }),
    },
    ...behind('prom-1', prometheusRoutes(known)),
    ...behind('loki-1', lokiRoutes(known)),
    ...behind('es-1', elasticsearchRoutes({ known })),
  ];
}

export const admitToken = ({ authorization }: { authorization?: string | undefined }) =>
  authorization === `Bearer ${grafanaToken}` ? undefined : 'no token';
