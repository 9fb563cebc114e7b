import type { DataSource } from '../../src/data-source.ts';
import { grafana } from '../../src/grafana/index.ts';
import { alarmAt, aQuestion, at } from '../questions.ts';
import { settled } from '../settled.ts';
import { type StandIn, startStandIn } from '../stand-in.ts';
import { admitToken, grafanaRoutes, grafanaToken } from './stand-in-grafana.ts';

describe('Grafana as a source', () => {
  let vendor: StandIn;
  afterEach(() => vendor.close());

  async function start(types?: readonly string[], settings: object = {}): Promise<DataSource> {
    vendor = await startStandIn(grafanaRoutes(true, types), admitToken);
    return grafana.create({
      id: 'grafana',
      now: () => alarmAt,
      settings: settled(grafana.settings.parse({ url: vendor.url, token: grafanaToken, ...settings })),
    });
  }

  test('asks the Prometheus behind it through its proxy, by uid', async () => {
    const source = await start();
    const answer = await source.metrics?.(aQuestion());
    expect(answer?.items.map(({ signal }) => signal)).toContain('error_ratio');
    expect(answer?.provenance).toMatchObject({ source: 'grafana', kind: 'grafana' });
    expect(
      vendor.asked.some((asked) => asked.startsWith('POST /api/datasources/proxy/uid/prom-1/api/v1/query_range')),
    ).toBe(true);
    expect(new URL(answer?.provenance.deepLink ?? '').pathname).toBe('/explore');
  });

  test('joins the logs of the Loki and the Elasticsearch behind it', async () => {
    const answer = await (await start()).logs?.(aQuestion());
    expect(answer?.state).toBe('ok');
    expect(answer?.items.map(({ level }) => level).sort()).toEqual(['all', 'all', 'error', 'error']);
    expect(vendor.asked.some((asked) => asked.startsWith('POST /api/datasources/proxy/uid/es-1/logs-*/_search'))).toBe(
      true,
    );
  });

  test('tells annotations as changes: what was deployed in the window, and how often before', async () => {
    const answer = await (await start()).changes?.(aQuestion());
    expect(answer?.items).toEqual([
      {
        id: 'annotation-3',
        kind: 'deploy',
        service: 'checkout-service',
        startedAt: at(-6),
        finishedAt: at(-5),
        status: 'succeeded',
        title: 'Deployed checkout-service v2.1.0',
        version: 'v2.1.0',
        actor: 'ci',
        url: `${vendor.url}/d/abc`,
        scopeMatch: 'exact',
      },
    ]);
    expect(answer?.history).toMatchObject({ service: 'checkout-service', count: 1 });
  });

  test('tells alerts of its own rules and of the Prometheus behind it, and no rule that is normal', async () => {
    const answer = await (await start()).alerts?.(aQuestion());
    expect(answer?.items.map(({ name, state }) => ({ name, state }))).toEqual([
      { name: 'SlowCheckout', state: 'firing' },
      { name: 'HighErrorRatio', state: 'firing' },
    ]);
  });

  test('uses only the data sources that are named, by uid or name', async () => {
    const source = await start(undefined, { datasources: ['My loki'] });
    expect((await source.metrics?.(aQuestion()))?.state).toBe('skipped');
    expect((await source.logs?.(aQuestion()))?.state).toBe('ok');
  });

  test('a Grafana without logs is not asked for logs, and says why', async () => {
    const answer = await (await start(['prometheus'])).logs?.(aQuestion());
    expect(answer).toMatchObject({
      state: 'skipped',
      failure: { message: 'no data source of this Grafana is understood for logs' },
    });
  });

  test('its check names what is behind it', async () => {
    expect(await (await start()).check(new AbortController().signal)).toEqual([
      {
        capability: 'identity',
        ok: true,
        detail: 'behind it: My prometheus, My loki, My elasticsearch, My tempo',
        hint: null,
      },
    ]);
  });

  test.each<[string, string[], object]>([
    ['nothing that is understood', ['influxdb'], {}],
    ['nothing of what was chosen', ['prometheus'], { datasources: ['prod-1'] }],
  ])('with %s behind it, its check is not well', async (_what, types, settings) => {
    const [identity] = await (await start(types, settings)).check(new AbortController().signal);
    expect(identity).toMatchObject({ ok: false, hint: expect.stringContaining('tools.grafana.datasources') });
    expect(identity?.detail).toMatch(/^no Prometheus, Loki, Elasticsearch or store of traces.* is behind it/);
  });
});
