import type { LogDigest } from '@incidentfox/incident';
import { loki } from '../../src/loki/index.ts';
import { alarmAt, aQuestion, hour } from '../questions.ts';
import { type StandIn, type StandInRoute, startStandIn } from '../stand-in.ts';
import { lokiRoutes } from './stand-in-loki.ts';

/** Two hours that divide into buckets of two minutes. */
const window = { from: alarmAt - 2 * hour, to: alarmAt };

describe('Loki as a source', () => {
  let vendor: StandIn;
  afterEach(() => vendor.close());

  async function ask(
    routes: readonly StandInRoute[],
    settings: object = {},
    different: Parameters<typeof aQuestion>[0] = {},
  ) {
    vendor = await startStandIn(routes, () => undefined);
    const source = loki.create({
      id: 'loki',
      now: () => alarmAt,
      settings: loki.settings.parse({ url: vendor.url, ...settings }),
    });
    const answer = await source.logs?.(aQuestion({ window, ...different }));
    const digest = (level: LogDigest['level']) => answer?.items.find((one) => one.level === level);
    return { answer, digest };
  }
  const queries = () =>
    vendor.asked
      .map((asked) => new URL(asked.split(' ')[1] ?? '', 'http://x').searchParams.get('query'))
      .filter((query) => query !== null);

  test('counts on the server, per bucket, for the window and for both baselines', async () => {
    const { digest } = await ask(lokiRoutes(true));
    // The stand-in counts 2 error lines and 50 lines in every bucket; two hours are 120 buckets.
    expect(digest('error')).toMatchObject({ total: 240, window });
    expect(digest('all')).toMatchObject({ total: 6_000 });
    expect(digest('error')?.baselines).toEqual([
      { window: { from: window.from - 2 * hour, to: window.from }, total: 240 },
      { window: { from: window.from - 168 * hour, to: window.to - 168 * hour }, total: 240 },
    ]);
    expect(digest('error')?.buckets[0]).toEqual([window.from - 2 * hour, 2]);
    expect(queries()).toContain(
      'sum by (detected_level, level) (count_over_time({service_name="checkout-service"} [60s]))',
    );
    expect(queries()).toContainEqual(
      expect.stringMatching(/^sum\(count_over_time\(\{service_name="checkout-service"\} \|~ ".*" !~ ".*" \[60s\]\)\)$/),
    );
  });

  test('lines are errors by an expression of the configuration alone, where there is one', async () => {
    await ask(lokiRoutes(true), { error_filter: 'went wrong' });
    expect(queries()).toContain('sum(count_over_time({service_name="checkout-service"} |~ "went wrong" [60s]))');
  });

  test('counts the error lines of all services in one query', async () => {
    vendor = await startStandIn(lokiRoutes(true), () => undefined);
    const source = loki.create({ id: 'loki', now: () => alarmAt, settings: loki.settings.parse({ url: vendor.url }) });
    const { service: _, history: __, ...question } = aQuestion({ window });
    const answer = await source.sweeps?.logs?.({ ...question, names: ['checkout-service'] });
    expect(answer?.items.map(({ service, level, total, lines }) => [service, level, total, lines])).toEqual([
      ['checkout-service', 'error', 7, []],
      ['other', 'error', 3, []],
    ]);
    expect(queries()).toEqual([
      expect.stringMatching(
        /^sum by \(service_name\) \(count_over_time\(\{service_name=~"\.\+"\} \|~ ".*" !~ ".*" \[60s\]\)\)$/,
      ),
    ]);
  });

  test('gives sample lines of window and baseline, with level, host and trace, to the millisecond', async () => {
    const { digest } = await ask(lokiRoutes(true));
    const [line] = digest('error')?.lines ?? [];
    expect(line).toEqual({
      at: window.to - 1_800_001,
      message: expect.stringContaining('upstream connect error'),
      level: 'error',
      host: 'checkout-1',
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    });
    expect(digest('error')?.baselineLines[0]?.at).toBe(window.from - 1_800_001);
  });

  test('finds the label that holds the service; a job may be namespace/name', async () => {
    const routes = lokiRoutes(true).map((route) => {
      if (route.path === '/loki/api/v1/labels')
        return { ...route, answer: () => ({ body: { status: 'success', data: ['job', 'app'] } }) };
      if (!route.path.endsWith('/values')) return route;
      return {
        ...route,
        answer: ({ params }: { params: Readonly<Record<string, string>> }) => ({
          body: { status: 'success', data: params.name === 'job' ? ['shop/checkout-service', 'shop/cart'] : ['cart'] },
        }),
      };
    });
    await ask(routes);
    expect(queries()[0]).toContain('{job="shop/checkout-service"}');
  });

  test('labels given in the catalogue are used as they are, without looking', async () => {
    await ask(
      lokiRoutes(true),
      { matchers: { cluster: 'prod' } },
      { vendorNames: { loki: { namespace: 'shop', app: 'check"out' } } },
    );
    expect(vendor.asked.some((asked) => asked.includes('/labels'))).toBe(false);
    expect(queries()[0]).toContain(String.raw`{namespace="shop", app="check\"out", cluster="prod"}`);
  });

  test('a service without a stream is skipped, and the answer says where it looked', async () => {
    const { answer } = await ask(
      lokiRoutes(true),
      {},
      { service: { name: 'nobody', aliases: [], dependsOn: [], vendorNames: {} } },
    );
    expect(answer).toMatchObject({ state: 'skipped', failure: { message: expect.stringContaining('service_name') } });
  });

  test('lines of an unexpected shape are left out and counted', async () => {
    const routes = lokiRoutes(true).map((route) => {
      if (!route.path.endsWith('query_range')) return route;
      const answer: StandInRoute['answer'] = (request) => {
        if ('step' in request.query) return route.answer(request);
        return {
          body: {
            status: 'success',
            data: {
              resultType: 'streams',
              result: [
                {
                  stream: {},
                  values: [
                    ['not a time', 'x'],
                    ['1795444560000000000', 'good', { level: 'warn' }],
                  ],
                },
              ],
            },
          },
        };
      };
      return { ...route, answer };
    });
    const { answer, digest } = await ask(routes);
    expect(digest('all')?.lines).toEqual([{ at: 1_795_444_560_000, message: 'good', level: 'warn' }]);
    expect(answer?.warnings).toContain('1 log lines had an unexpected shape and were left out');
  });

  test('the words of an error in plain text are told', async () => {
    const routes = lokiRoutes(true).map((route) =>
      route.path.endsWith('query_range')
        ? {
            ...route,
            answer: () => ({
              status: 400,
              headers: { 'content-type': 'text/plain' },
              body: 'parse error at line 1, col 9',
            }),
          }
        : route,
    );
    expect((await ask(routes)).answer).toMatchObject({
      state: 'failed',
      failure: { kind: 'bad_query', message: expect.stringContaining('parse error at line 1') },
    });
  });

  test('the link opens Explore at the errors of the window', async () => {
    const { answer } = await ask(lokiRoutes(true), {
      grafana: { url: 'https://grafana.example', datasource_uid: 'loki-1' },
    });
    const panes = JSON.parse(new URL(answer?.provenance.deepLink ?? '').searchParams.get('panes') ?? '');
    expect(panes.incidentfox).toMatchObject({
      datasource: 'loki-1',
      range: { from: String(window.from), to: String(window.to) },
    });
    expect(panes.incidentfox.queries[0].expr).toContain('{service_name="checkout-service"} |~');
  });
});
