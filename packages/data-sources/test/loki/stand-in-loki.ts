import { z } from 'zod';
import type { StandInRequest, StandInRoute } from '../stand-in.ts';

/** Nanoseconds of this decade; milliseconds and seconds do not pass. */
const nanoseconds = z.string().regex(/^[12]\d{18}$/, 'expected epoch nanoseconds');
const span = { start: nanoseconds, end: nanoseconds };
const withinSpan = z.strictObject(span);
const linesQuery = z.strictObject({
  query: z.string().regex(/^\{/),
  limit: z.string().regex(/^\d{1,4}$/),
  direction: z.enum(['forward', 'backward']),
  ...span,
});
const countsQuery = z.strictObject({
  query: z.string().regex(/^sum(?: by \(\w+(?:, \w+)*\) )?\(count_over_time\(/),
  step: z.string().regex(/^\d+(\.\d+)?$/),
  ...span,
});

const success = (data: unknown) => ({ body: { status: 'success', data } });
const isKnown = ({ query }: StandInRequest) => String(query.query).includes('{service_name="checkout-service"');

function counts(request: StandInRequest) {
  const { query, start, end, step } = request.query as Record<string, string>;
  if (query?.startsWith('sum by (service_name)')) return countsByService(Number(end) / 1e9);
  if (!isKnown(request)) return success({ resultType: 'matrix', result: [] });
  const [from, to] = [Number(start) / 1e9, Number(end) / 1e9];
  const times = Array.from({ length: Math.floor((to - from) / Number(step)) + 1 }, (_, at) => from + at * Number(step));
  return success({
    resultType: 'matrix',
    result: [{ metric: {}, values: times.map((at) => [at, query?.includes('|~') ? '2' : '50']) }],
  });
}

function countsByService(end: number) {
  const series = (service_name: string, count: string) => ({ metric: { service_name }, values: [[end - 600, count]] });
  return success({ resultType: 'matrix', result: [series('checkout-service', '7'), series('shop/other', '3')] });
}

function lines(request: StandInRequest) {
  if (!isKnown(request)) return success({ resultType: 'streams', result: [] });
  // Half an hour before the end, so that it lies in the window whichever is asked.
  const at = (BigInt(String(request.query.end)) - 1_800_000_000_123n).toString();
  const stream = { service_name: 'checkout-service', detected_level: 'error', pod: 'checkout-1' };
  return success({
    resultType: 'streams',
    result: [{ stream, values: [[at, 'upstream connect error trace_id=4bf92f3577b34da6a3ce929d0e0e4736', {}]] }],
  });
}

/** Loki as its HTTP API is documented, with data about the checkout service or with none. */
export function lokiRoutes(known: boolean): StandInRoute[] {
  return [
    {
      method: 'GET',
      path: '/loki/api/v1/labels',
      query: withinSpan,
      answer: () => success(known ? ['service_name', 'pod'] : []),
    },
    {
      method: 'GET',
      path: '/loki/api/v1/label/:name/values',
      query: z.strictObject({ ...span, query: z.string().regex(/^\{/).optional() }),
      answer: ({ params }) => success(params.name === 'service_name' ? ['checkout-service', 'other'] : []),
    },
    {
      method: 'GET',
      path: '/loki/api/v1/query_range',
      query: z.union([linesQuery, countsQuery]),
      answer: (request) => ('step' in request.query ? counts(request) : lines(request)),
    },
  ];
}
