import type { Story } from '../story.ts';
import {
  bumpLibrary,
  extractMethod,
  moreTests,
  newCounter,
  newEndpoint,
  renameLocal,
  reorderValues,
  restyle,
  revertCopy,
  tidyHandler,
} from './dev-decoys.ts';

/** Configuration, infrastructure as code, libraries and flags. */
export const platformFaults: readonly Story[] = [
  {
    name: 'dev wrong endpoint in helm',
    system: 'clinic',
    service: 'booking',
    victims: ['portal-web'],
    alarm: { metric: 'errors', summary: 'booking error share above 5 %' },
    culprit: {
      service: 'booking',
      minutes: -1,
      title: 'booking chart: address books by short name',
      files: {
        'deploy/booking/values-prod.yaml':
          ' env:\n-  RECORDS_URL: http://patient-records.clinic.svc:8080\n+  RECORDS_URL: http://patient-record.clinic.svc:8080\n   SLOTS_HOLD_SECONDS: "300"',
      },
    },
    trouble: { booking: { errors: 0.52 }, 'portal-web': { errors: 0.2 }, 'patient-records': { requests: 0.5 } },
    lines: [
      [
        'booking',
        'ERROR',
        'I/O error on GET "http://patient-record.clinic.svc:8080/charts/{id}": java.net.UnknownHostException: patient-record.clinic.svc',
      ],
    ],
    path: { services: ['portal-web', 'booking'], error: 'java.net.UnknownHostException: patient-record.clinic.svc' },
    decoys: [extractMethod('patient-records', -2), extractMethod('booking', -15), revertCopy('portal-web', 1.5)],
    remediation: 'rollback',
  },
  {
    name: 'dev security group in terraform',
    system: 'harbor',
    service: 'basket',
    victims: ['storefront'],
    alarm: { metric: 'errors', summary: 'basket 5xx ratio above 2%' },
    culprit: {
      service: 'session-cache',
      minutes: -2,
      title: 'terraform: close unused ingress',
      files: {
        'terraform/session-cache/security.tf':
          ' resource "aws_security_group_rule" "redis_in" {\n   type        = "ingress"\n   from_port   = 6379\n   to_port     = 6379\n-  cidr_blocks = ["10.40.0.0/16"]\n+  cidr_blocks = ["10.40.0.0/24"]\n }',
      },
    },
    trouble: { basket: { errors: 0.66, latency: 14 }, storefront: { errors: 0.3, latency: 3 } },
    extra: [['session-cache', 'redis_connected_clients', 84, 9]],
    lines: [
      ['basket', 'ERROR', 'session load: dial tcp 10.40.7.12:6379: i/o timeout'],
      ['basket', 'WARN', 'session-cache unreachable, retry {k}'],
    ],
    path: {
      services: ['storefront', 'basket'],
      error: 'dial tcp 10.40.7.12:6379: i/o timeout',
      peer: 'session-cache',
      ms: 3000,
    },
    decoys: [tidyHandler('basket', -1), restyle('storefront', -3), moreTests('basket', -8)],
    remediation: 'roll-forward',
  },
  {
    name: 'dev flag is guilty in ruby',
    system: 'reel',
    service: 'catalog-api',
    victims: ['site-web'],
    alarm: { metric: 'errors', summary: 'catalog-api error ratio above 2%' },
    culprit: { flag: 'catalog-semantic-search', service: 'catalog-api', minutes: -1 },
    trouble: { 'catalog-api': { errors: 0.42, latency: 3 }, 'site-web': { errors: 0.18 } },
    lines: [
      ['catalog-api', 'ERROR', 'semantic search: embedding model not loaded (flag catalog-semantic-search on)'],
      ['site-web', 'ERROR', 'GET /search 502 from catalog-api'],
    ],
    path: { services: ['site-web', 'catalog-api'], error: 'embedding model not loaded' },
    decoys: [renameLocal('catalog-api', -4), restyle('site-web', -0.5), newCounter('thumbs', -2)],
    flags: [{ flag: 'sticky-player', service: 'site-web', minutes: -2 }],
    remediation: 'turn-off-flag',
  },
  {
    name: 'dev library major bump in python',
    system: 'clinic',
    service: 'reminder-worker',
    victims: [],
    alarm: { metric: 'errors', summary: 'reminder-worker error share above 5 %' },
    culprit: {
      service: 'reminder-worker',
      minutes: -2,
      title: 'Update dependencies',
      files: {
        'reminder-worker/requirements.txt':
          '-phonenumbers==8.13.42\n-pydantic==1.10.17\n+phonenumbers==8.13.43\n+pydantic==2.8.2\n requests==2.32.3',
      },
    },
    trouble: { 'reminder-worker': { errors: 0.97 } },
    extra: [['reminder-worker', 'reminders_sent_per_min', 210, 4]],
    lines: [
      ['reminder-worker', 'ERROR', 'pydantic.errors.PydanticUserError: `regex` is removed. use `pattern` instead'],
      ['reminder-worker', 'ERROR', 'batch {id} dropped: cannot build Reminder'],
    ],
    decoys: [extractMethod('booking', -1), renameLocal('reminder-worker', 2.5)],
    remediation: 'rollback',
  },
  {
    name: 'dev debug logging in java',
    system: 'harbor',
    service: 'order-writer',
    victims: ['basket'],
    alarm: { metric: 'latency', summary: 'order-writer p99 above 400 ms' },
    culprit: {
      service: 'order-writer',
      minutes: -4,
      title: 'order-writer: find out why carts are written twice',
      files: {
        'services/order-writer/src/main/resources/logback.xml':
          '-  <logger name="org.hibernate.SQL" level="WARN"/>\n-  <root level="INFO">\n+  <logger name="org.hibernate.SQL" level="TRACE"/>\n+  <root level="DEBUG">',
      },
    },
    trouble: { 'order-writer': { latency: 7, cpu: 2.3 }, basket: { latency: 4 } },
    extra: [
      ['order-writer', 'log_bytes_per_sec', 9000, 4200000],
      ['order-writer', 'disk_used_ratio', 0.42, 0.95],
    ],
    lines: [
      ['order-writer', 'DEBUG', 'org.hibernate.SQL - insert into outbox (payload, id) values (?, ?)'],
      ['order-writer', 'DEBUG', 'binding parameter [{k}] as [VARCHAR] - [{h}]'],
      ['order-writer', 'WARN', 'AsyncAppender queue full, caller waits'],
    ],
    path: { services: ['storefront', 'basket', 'order-writer'], ms: 420 },
    decoys: [tidyHandler('basket', -2), bumpLibrary('stock', -1), reorderValues('order-writer', -19)],
    rampMinutes: 6,
    remediation: 'rollback',
  },
  {
    name: 'dev replicas in yaml',
    system: 'reel',
    service: 'search-index',
    victims: ['catalog-api', 'site-web'],
    alarm: { service: 'catalog-api', metric: 'latency', summary: 'catalog-api p99 above 300 ms' },
    culprit: {
      service: 'search-index',
      minutes: -3,
      title: 'Night size for the search tier',
      files: {
        'deploy/search-index/statefulset.yaml': ' spec:\n-  replicas: 6\n+  replicas: 2\n   serviceName: search-index',
      },
    },
    trouble: {
      'search-index': { latency: 15, errors: 0.05 },
      'catalog-api': { latency: 9, errors: 0.03 },
      'site-web': { latency: 2.4 },
    },
    extra: [
      ['search-index', 'ready_replicas', 6, 2, 'flat'],
      ['search-index', 'node_cpu_ratio', 0.41, 0.98],
      ['search-index', 'search_queue_depth', 3, 900],
    ],
    lines: [
      ['search-index', 'WARN', '[index-2026] search thread pool queue at {n}'],
      ['search-index', 'WARN', 'rebalancing shard {k} to the remaining nodes'],
      ['catalog-api', 'WARN', 'search took {n}ms'],
    ],
    path: { services: ['site-web', 'catalog-api', 'search-index'], ms: 800 },
    decoys: [renameLocal('catalog-api', -1), newEndpoint('catalog-api', -7), restyle('site-web', -2)],
    remediation: 'rollback',
  },
];
