import { z } from 'zod';
import { alarmAt, hour } from '../questions.ts';
import type { StandInRequest, StandInRoute } from '../stand-in.ts';

/** Epoch seconds of this decade; milliseconds do not pass. */
const seconds = z.string().regex(/^[12]\d{9}(\.\d{1,3})?$/, 'expected epoch seconds');
const span = { start: seconds, end: seconds };
const matched = z.strictObject({
  // Managed and shared servers refuse a look-up over all series, or suffer from it.
  'match[]': z
    .string()
    .startsWith('{')
    .or(z.string().regex(/^[a-z_]+\{/)),
  ...span,
});
const rangeQuery = z.strictObject({
  query: z.string().min(1),
  ...span,
  step: z.string().regex(/^\d+(\.\d+)?$/),
  timeout: z.string().regex(/^[\d.]+s$/),
});
const instantQuery = z.strictObject({
  query: z.string().min(1),
  time: seconds.optional(),
  timeout: z.string().regex(/^[\d.]+s$/),
});

/** A label that is exactly one of the known service's names. Anything cleverer finds nothing here. */
const isNamed = (label: string, text: string) =>
  text.includes(`${label}="checkout-service"`) || text.includes(`${label}=~"checkout-service|checkout"`);
const names = (text: string) => ['service', 'client', 'server'].some((label) => isNamed(label, text));

const metricNames = [
  'http_requests_total',
  'http_request_duration_seconds_bucket',
  'container_memory_working_set_bytes',
];
const success = (data: unknown) => ({ body: { status: 'success', data } });

type Asked = { query: string; start?: string; end?: string; step?: string; time?: string };

function matrix({ body }: StandInRequest) {
  const { query, start = '0', end = '0', step = '60' } = body as Asked;
  if (!names(query)) return success({ resultType: 'matrix', result: [] });
  const times = Array.from(
    { length: Math.floor((Number(end) - Number(start)) / Number(step)) + 1 },
    (_, at) => Number(start) + at * Number(step),
  );
  return success({
    resultType: 'matrix',
    result: [{ metric: {}, values: times.map((at) => [at, query.includes('5..') ? '0.5' : '10']) }],
  });
}

function vector({ body }: StandInRequest) {
  const { query, time } = body as Asked;
  if (!isNamed('client', query) || query.includes('failed')) return success({ resultType: 'vector', result: [] });
  return success({
    resultType: 'vector',
    result: [{ metric: { client: 'checkout-service', server: 'payment-gateway' }, value: [Number(time), '4'] }],
  });
}

const alerts = [
  {
    labels: { alertname: 'HighErrorRatio', service: 'checkout-service', severity: 'page' },
    annotations: { summary: 'a fifth fails' },
    state: 'firing',
    activeAt: new Date(alarmAt - hour / 4).toISOString(),
    value: '1e+00',
  },
];

const rules = [
  {
    type: 'alerting',
    name: 'HighErrorRatio',
    query: 'sum by (service) (failed) / sum by (service) (all) > 0.1',
    labels: { severity: 'page' },
    annotations: {},
    alerts: alerts.map(({ labels }) => ({ labels })),
  },
  { type: 'recording', name: 'service:requests:rate5m', query: 'sum by (service) (rate(all[5m]))' },
];

/** Prometheus as its HTTP API is documented, with data about the checkout service or with none. */
export function prometheusRoutes(known: boolean, warnings?: string[]): StandInRoute[] {
  const has = (text: unknown) => known && names(String(text));
  return [
    {
      method: 'GET',
      path: '/api/v1/label/__name__/values',
      query: matched,
      answer: ({ query }) => success(has(query['match[]']) ? metricNames : []),
    },
    { method: 'GET', path: '/api/v1/label/job/values', query: matched, answer: () => success(known ? ['shop'] : []) },
    {
      method: 'GET',
      path: '/api/v1/label/service/values',
      query: matched,
      answer: () => success(known ? ['checkout-service', 'payment-gateway'] : []),
    },
    {
      method: 'GET',
      path: '/api/v1/labels',
      query: matched,
      answer: ({ query }) =>
        success(
          query['match[]'] === '{__name__!=""}'
            ? ['__name__', 'service', 'client', 'job']
            : has(query['match[]'])
              ? ['__name__', 'service', 'code']
              : [],
        ),
    },
    {
      method: 'POST',
      path: '/api/v1/query_range',
      body: rangeQuery,
      answer: (request) =>
        known
          ? { body: { ...matrix(request).body, ...(warnings ? { warnings } : {}) } }
          : success({ resultType: 'matrix', result: [] }),
    },
    {
      method: 'POST',
      path: '/api/v1/query',
      body: instantQuery,
      answer: (request) => (known ? vector(request) : success({ resultType: 'vector', result: [] })),
    },
    {
      method: 'GET',
      path: '/api/v1/rules',
      query: z.strictObject({ type: z.literal('alert') }),
      answer: () => success({ groups: known ? [{ name: 'shop', rules }] : [] }),
    },
    { method: 'GET', path: '/api/v1/alerts', answer: () => success({ alerts: known ? alerts : [] }) },
    { method: 'GET', path: '/api/v1/status/buildinfo', answer: () => success({ version: '3.4.0', revision: 'x' }) },
  ];
}
