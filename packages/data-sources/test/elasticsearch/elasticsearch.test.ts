import { elasticsearch } from '../../src/elasticsearch/index.ts';
import { aQuestion, at } from '../questions.ts';
import { type StandIn, startStandIn } from '../stand-in.ts';
import { type Cluster, elasticsearchRoutes } from './stand-in-elasticsearch.ts';

describe('Elasticsearch as a source', () => {
  let vendor: StandIn;
  afterEach(() => vendor.close());

  async function logs(cluster: Cluster, settings: object = {}) {
    vendor = await startStandIn(elasticsearchRoutes(cluster), () => undefined);
    const source = elasticsearch.create({
      id: 'elasticsearch',
      now: () => at(0),
      settings: elasticsearch.settings.parse({ url: vendor.url, ...settings }),
    });
    const answer = await source.logs?.(aQuestion());
    return { source, answer };
  }

  test('counts errors and all lines on the server, for the window and both baselines', async () => {
    const { answer } = await logs({ known: true });
    expect(
      answer?.items.map(({ level, total, baselines }) => ({
        level,
        total,
        baselines: baselines.map((one) => one.total),
      })),
    ).toEqual([
      { level: 'error', total: 3, baselines: [3, 3] },
      { level: 'all', total: 40, baselines: [40, 40] },
    ]);
    expect(answer?.items[0]?.buckets).toEqual([[at(-30), 3]]);
    expect(answer?.items[0]?.lines).toEqual([
      {
        at: aQuestion().window.from,
        message: 'upstream connect error',
        level: 'ERROR',
        host: 'node-1',
        traceId: '4bf92f3577b34da6',
      },
    ]);
  });

  test('uses the keyword twin of a text field, so that a name is matched whole', async () => {
    const { answer } = await logs({
      known: true,
      fields: { '@timestamp': 'date', message: 'text', 'service.name': 'text', 'service.name.keyword': 'keyword' },
    });
    expect(answer?.provenance.query).toContain('"service.name.keyword":["checkout-service","checkout"]');
    expect(answer?.provenance.query).not.toContain('"service.name":');
  });

  test('without a level field, errors are lines with the words of errors', async () => {
    const { answer } = await logs({
      known: true,
      fields: { '@timestamp': 'date', message: 'text', 'service.name': 'keyword' },
    });
    expect(answer?.provenance.query).toContain('"match":{"message":"error exception fatal panic critical"}');
  });

  test('an index without a field for the service is not searched, and the answer says what to set', async () => {
    const { answer } = await logs(
      { known: true, fields: { '@timestamp': 'date', message: 'text' } },
      { index_pattern: 'audit-*' },
    );
    expect(answer).toMatchObject({ state: 'skipped', failure: { message: expect.stringContaining('audit-*') } });
    expect(vendor.asked.filter((asked) => asked.includes('_search'))).toEqual([]);
  });

  test('lines whose text is in another field are counted, and the answer says which field to set', async () => {
    const fields = { '@timestamp': 'date', said: 'text', 'service.name': 'keyword', 'log.level': 'keyword' };
    const { source, answer } = await logs({ known: true, fields });
    expect(answer).toMatchObject({
      state: 'partial',
      failure: { message: expect.stringContaining('set fields.message') },
    });
    expect(answer?.items.map(({ total }) => total)).toEqual([3, 40]);
    const checks = await source.check(new AbortController().signal);
    expect(checks[1]).toMatchObject({ ok: false, detail: expect.stringContaining('has a field message') });
  });

  test('a search that ran out of time is partial and says so', async () => {
    const { answer } = await logs({ known: true, trouble: { timed_out: true } });
    expect(answer).toMatchObject({
      state: 'partial',
      truncated: { by: 'deadline' },
      warnings: ['the search ran out of time and gave what it had'],
    });
  });

  test('the link opens Kibana at the service and window, whatever the service is called', async () => {
    vendor = await startStandIn(elasticsearchRoutes({ known: true }), () => undefined);
    const settings = elasticsearch.settings.parse({ url: vendor.url, kibana: { url: 'https://kibana.example' } });
    const source = elasticsearch.create({ id: 'elasticsearch', now: () => at(0), settings });
    const service = { name: `it's "so" !`, aliases: [], dependsOn: [], vendorNames: {} };
    const answer = await source.logs?.(aQuestion({ service }));
    const state = new URLSearchParams(new URL(answer?.provenance.deepLink ?? '').hash.slice(3)).get('_a');
    expect(state).toBe(String.raw`(query:(language:kuery,query:'service.name: ("it!'s \"so\" !!")'))`);
  });
});
