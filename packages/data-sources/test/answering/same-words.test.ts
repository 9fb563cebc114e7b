import { prometheus } from '../../src/prometheus/index.ts';
import { prometheusRoutes } from '../prometheus/stand-in-prometheus.ts';
import { aQuestion } from '../questions.ts';
import { type StandIn, startStandIn } from '../stand-in.ts';

let vendor: StandIn;
afterEach(() => vendor.close());

/** How many of the requests of two questions about one service were sent, and how many of them differ. */
async function sentFor(incident: object | null): Promise<number> {
  const bodies: string[] = [];
  const routes = prometheusRoutes(true).map((route) => ({
    ...route,
    answer: (request: Parameters<typeof route.answer>[0]) => {
      bodies.push(JSON.stringify([route.path, request.params, request.query, request.body]));
      return route.answer(request);
    },
  }));
  vendor = await startStandIn(routes, () => undefined);
  const settings = prometheus.settings.parse({ url: vendor.url });
  const source = prometheus.create({ id: 'prometheus', settings, now: Date.now });
  const question = { ...aQuestion(), incident: incident as never };
  const [first, second] = await Promise.all([source.topology?.(question), source.topology?.(question)]);
  expect(second?.items).toEqual(first?.items);
  expect(second?.warnings).toEqual(first?.warnings);
  return bodies.length / new Set(bodies).size;
}

test('the questions of one investigation send a request in the same words once', async () => {
  expect(await sentFor({ id: 'i' })).toBe(1);
});

test('outside of an investigation every question asks for itself', async () => {
  expect(await sentFor(null)).toBe(2);
});
