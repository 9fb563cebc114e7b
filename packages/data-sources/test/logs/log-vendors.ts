import type { Service } from '@incidentfox/incident';
import { aws } from '../../src/aws/index.ts';
import { awsSettings } from '../../src/aws/settings.ts';
import type { DataSource } from '../../src/data-source.ts';
import { datadog } from '../../src/datadog/index.ts';
import { elasticsearch } from '../../src/elasticsearch/index.ts';
import { loki } from '../../src/loki/index.ts';
import { alarmAt } from '../questions.ts';
import { settled } from '../settled.ts';
import type { StandInRoute } from '../stand-in.ts';
import type { WrittenLine } from './many-lines.ts';
import { strictCloudWatch } from './strict-cloudwatch.ts';
import { strictDatadog } from './strict-datadog.ts';
import { strictElasticsearch } from './strict-elasticsearch.ts';
import { strictLoki } from './strict-loki.ts';

/** A vendor over lines that were written, as strict as the real one. */
export interface LogVendor {
  readonly name: string;
  /** Requests of a question where errors are many, and where they are few. */
  readonly maxRequests: number;
  readonly quietRequests: number;
  routes(lines: readonly WrittenLine[]): StandInRoute[];
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

export const logVendors: readonly LogVendor[] = [
  {
    name: 'Loki that knows no levels',
    maxRequests: 19,
    quietRequests: 13,
    routes: (lines) => strictLoki(lines, () => ({})),
    create: aLoki,
  },
  {
    name: 'Loki that detects levels',
    maxRequests: 17,
    quietRequests: 11,
    routes: (lines) => strictLoki(lines, ({ level }) => ({ detected_level: level })),
    create: aLoki,
  },
  {
    name: 'Elasticsearch with levels as numbers',
    maxRequests: 16,
    quietRequests: 10,
    routes: (lines) =>
      strictElasticsearch(
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
    quietRequests: 10,
    routes: (lines) =>
      strictElasticsearch(
        lines.map(({ at, text }) => ({ time: at, 'service.name': 'checkout-service', log: text })),
        { time: 'date', 'service.name': 'keyword', log: 'text' },
      ),
    create: anElasticsearch,
  },
  {
    name: 'Datadog',
    maxRequests: 16,
    quietRequests: 9,
    routes: (lines) =>
      strictDatadog(
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
    quietRequests: 12,
    routes: (lines) => strictCloudWatch(lines.map(({ at, text, pod }) => ({ at, message: text, stream: pod }))),
    create: anAws,
    vendorNames: { aws: { cluster: 'shop', service: 'checkout', log_group: '/ecs/checkout' } },
  },
];
