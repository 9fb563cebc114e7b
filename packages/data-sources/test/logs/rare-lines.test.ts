import type { LogDigest, Service } from '@incidentfox/incident';
import { aws } from '../../src/aws/index.ts';
import { awsSettings } from '../../src/aws/settings.ts';
import type { DataSource } from '../../src/data-source.ts';
import { datadog } from '../../src/datadog/index.ts';
import { elasticsearch } from '../../src/elasticsearch/index.ts';
import { loki } from '../../src/loki/index.ts';
import { alarmAt, aQuestion } from '../questions.ts';
import { settled } from '../settled.ts';
import { type StandIn, type StandInRoute, startStandIn } from '../stand-in.ts';
import { countsIn, manyLines, rareLines, rareWords } from './many-lines.ts';
import { strictCloudWatch } from './strict-cloudwatch.ts';
import { strictDatadog } from './strict-datadog.ts';
import { strictElasticsearch } from './strict-elasticsearch.ts';
import { strictLoki } from './strict-loki.ts';

const lines = manyLines();
const { window, baselines } = aQuestion();
const [now, before] = [window, baselines.before].map(({ from, to }) => countsIn(lines, from, to));

interface Case {
  readonly name: string;
  readonly maxRequests: number;
  readonly routes: readonly StandInRoute[];
  create(url: string): DataSource;
  readonly vendorNames?: Service['vendorNames'];
}

const aLoki = (url: string) => loki.create({ id: 'loki', now: () => alarmAt, settings: loki.settings.parse({ url }) });

const anElasticsearch = (url: string) =>
  elasticsearch.create({
    id: 'elasticsearch',
    now: () => alarmAt,
    settings: elasticsearch.settings.parse({ url, index_pattern: 'logs' }),
  });
const errorOf = (text: string): Record<string, string> => {
  const { err } = JSON.parse(text) as { err?: { message: string } };
  return err === undefined ? {} : { 'err.message': err.message };
};

const aDatadog = (url: string) =>
  datadog.create({
    id: 'datadog',
    now: () => alarmAt,
    settings: settled(datadog.settings.parse({ url, api_key: 'a-key', app_key: 'another-key', environment: 'prod' })),
  });
const anAws = (url: string) =>
  aws.create({
    id: 'aws',
    now: () => alarmAt,
    settings: settled(
      awsSettings.parse({
        region: 'eu-west-1',
        url,
        access_key_id: 'AKIDEXAMPLE',
        secret_access_key: 'a-secret',
      }),
    ),
  });

const cases: Case[] = [
  { name: 'Loki that knows no levels', maxRequests: 19, routes: strictLoki(lines, () => ({})), create: aLoki },
  {
    name: 'Loki that detects levels',
    maxRequests: 19,
    routes: strictLoki(lines, ({ level }) => ({ detected_level: level })),
    create: aLoki,
  },
  {
    name: 'Elasticsearch with levels as numbers',
    maxRequests: 16,
    routes: strictElasticsearch(
      lines.map(({ at, level, message, text, pod }) => ({
        '@timestamp': at,
        'kubernetes.labels.app_kubernetes_io/name': 'checkout-service',
        'kubernetes.pod.name': pod,
        level: level === 'error' ? 50 : 30,
        msg: message,
        ...errorOf(text),
      })),
      {
        '@timestamp': 'date',
        'kubernetes.labels.app_kubernetes_io/name': 'keyword',
        'kubernetes.pod.name': 'keyword',
        level: 'long',
        msg: 'text',
        'err.message': 'text',
      },
    ),
    create: anElasticsearch,
  },
  {
    name: 'Elasticsearch whose lines are whole in one text',
    maxRequests: 16,
    routes: strictElasticsearch(
      lines.map(({ at, text }) => ({ time: at, 'service.name': 'checkout-service', log: text })),
      { time: 'date', 'service.name': 'keyword', log: 'text' },
    ),
    create: anElasticsearch,
  },
  {
    name: 'Datadog',
    maxRequests: 16,
    routes: strictDatadog(
      lines.map(({ at, level, message, text, pod }) => {
        const { err } = JSON.parse(text) as { err?: object };
        return { at, status: level, message, host: pod, attributes: err === undefined ? {} : { error: err } };
      }),
    ),
    create: aDatadog,
    vendorNames: { datadog: { service: 'checkout', env: 'prod' } },
  },
  {
    name: 'CloudWatch',
    maxRequests: 26,
    routes: strictCloudWatch(lines.map(({ at, text, pod }) => ({ at, message: text, stream: pod }))),
    create: anAws,
    vendorNames: { aws: { cluster: 'shop', service: 'checkout', log_group: '/ecs/checkout' } },
  },
];

describe.each(cases.map((one) => [one.name, one] as const))('%s, with 30 lines that say why among 5,000', (_, one) => {
  let vendor: StandIn;
  let digests: readonly LogDigest[];
  let requests: number;
  let warnings: readonly string[];
  beforeAll(async () => {
    vendor = await startStandIn(one.routes, () => undefined);
    const answer = await one
      .create(vendor.url)
      .logs?.(aQuestion(one.vendorNames ? { vendorNames: one.vendorNames } : {}));
    expect([answer?.state, answer?.failure, vendor.refused]).toEqual(['ok', undefined, []]);
    digests = answer?.items ?? [];
    warnings = answer?.warnings ?? [];
    requests = answer?.provenance.requests ?? 0;
    if (process.env.SHOW) console.log(one.name, requests, answer?.provenance.bytes, warnings);
    // The stand-ins read ten thousand lines for every question.
  }, 60_000);
  afterAll(() => vendor.close());
  const digest = (level: LogDigest['level']) => digests.find((one) => one.level === level) as LogDigest;

  test("every count is the server's", () => {
    const counts = (level: LogDigest['level']) => [digest(level).total, digest(level).baselines[0]?.total];
    expect(counts('error')).toEqual([now?.errors, before?.errors]);
    expect(counts('all')).toEqual([now?.all, before?.all]);
    expect(vendor.refused).toEqual([]);
  });

  test('all 30 are read, and stand for themselves', () => {
    const rare = digest('error').lines.filter(({ message }) => message.includes(rareWords));
    expect(rare.map(({ standsFor }) => standsFor)).toEqual(Array.from({ length: rareLines }, () => 1));
    expect(digest('error').baselineLines.some(({ message }) => message.includes(rareWords))).toBe(false);
    expect(digest('error').draw?.linesPerUnusual).toBe(1);
  });

  test('the lines at hand stand for all that were counted', () => {
    const sum = (of: LogDigest['lines']) => Math.round(of.reduce((all, { standsFor = 0 }) => all + standsFor, 0));
    expect(sum(digest('error').lines)).toBe(now?.errors);
    expect(sum(digest('error').baselineLines)).toBe(before?.errors);
  });

  test('lines come from every part of the window, and the answer says how they were drawn', () => {
    // Logs Insights is paid by the byte: of all lines the newest have to do.
    const spread = digests.filter(({ level }) => level === 'error' || one.name !== 'CloudWatch');
    for (const { lines: drawn } of spread) {
      const parts = new Set(drawn.map(({ at }) => Math.floor((3 * (at - window.from)) / (window.to - window.from))));
      expect([...parts].sort()).toEqual([0, 1, 2]);
    }
    expect(warnings.join('\n')).toContain('all 30 that are unlike');
    expect(requests).toBeLessThanOrEqual(one.maxRequests);
  });
});
