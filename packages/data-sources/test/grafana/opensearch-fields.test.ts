import { grafana } from '../../src/grafana/index.ts';
import { strictElasticsearch } from '../logs/strict-elasticsearch.ts';
import { alarmAt, aQuestion, at } from '../questions.ts';
import { settled } from '../settled.ts';
import { startStandIn } from '../stand-in.ts';
import { admitToken, grafanaToken } from './stand-in-grafana.ts';

test('an OpenSearch behind Grafana is read by the fields that its settings there name', async () => {
  const documents = Array.from({ length: 12 }, (_, i) => ({
    event_time: at(-i - 1),
    'kubernetes.labels.app_kubernetes_io/name': 'checkout-service',
    grade: i < 5 ? 'ERROR' : 'INFO',
    what: i < 5 ? 'cannot charge' : 'handled',
  }));
  const mapping = {
    event_time: 'date',
    'kubernetes.labels.app_kubernetes_io/name': 'keyword',
    grade: 'keyword',
    what: 'text',
  };
  const datasource = {
    uid: 'os-1',
    name: 'Search',
    type: 'grafana-opensearch-datasource',
    database: 'app-*',
    jsonData: { timeField: 'event_time', logMessageField: 'what', logLevelField: 'grade' },
  };
  const vendor = await startStandIn(
    [
      { method: 'GET', path: '/api/datasources', answer: () => ({ body: [datasource] }) },
      ...strictElasticsearch(documents, mapping).map((route) => ({
        ...route,
        path: `/api/datasources/proxy/uid/os-1${route.path}`,
      })),
    ],
    admitToken,
  );
  const source = grafana.create({
    id: 'grafana',
    now: () => alarmAt,
    settings: settled(grafana.settings.parse({ url: vendor.url, token: grafanaToken })),
  });
  const answer = await source.logs?.(aQuestion());
  await vendor.close();
  expect(answer?.items.map(({ level, total }) => [level, total])).toEqual([
    ['error', 5],
    ['all', 12],
  ]);
  expect(answer?.items[0]?.lines[0]).toMatchObject({ message: 'cannot charge', level: 'ERROR' });
});
