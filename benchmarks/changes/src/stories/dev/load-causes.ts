import type { Story } from '../story.ts';
import { extractMethod, newCounter, renameLocal, restyle, tidyHandler } from './dev-decoys.ts';

/** No change is guilty: traffic, one broken message, a job that locks. */
export const loadCauses: readonly Story[] = [
  {
    name: 'dev traffic from a television show',
    system: 'reel',
    service: 'site-web',
    victims: ['catalog-api', 'search-index', 'thumbs'],
    alarm: { metric: 'latency', summary: 'site-web p99 above one second' },
    culprit: null,
    trouble: {
      'site-web': { requests: 5.2, latency: 8, errors: 0.09 },
      'catalog-api': { requests: 5, latency: 5 },
      'search-index': { requests: 4.8, latency: 4 },
      thumbs: { requests: 5.1, latency: 2 },
    },
    lines: [
      ['site-web', 'WARN', 'puma: backlog {n} requests waiting for a thread'],
      ['site-web', 'INFO', 'Started GET "/watch/{n}" for {ip} referrer=livetv'],
    ],
    path: { services: ['site-web', 'catalog-api', 'search-index'], ms: 900 },
    decoys: [restyle('site-web', -2), renameLocal('catalog-api', -6), newCounter('thumbs', -1)],
    rampMinutes: 5,
    remediation: 'scale-out',
  },
  {
    name: 'dev one broken message',
    system: 'clinic',
    service: 'labs-gateway',
    victims: ['patient-records'],
    alarm: { metric: 'errors', summary: 'labs-gateway error share above 5 %' },
    culprit: null,
    trouble: { 'labs-gateway': { errors: 0.35, cpu: 1.7 } },
    extra: [
      ['labs-gateway', 'inbound_queue_depth', 4, 700],
      ['labs-gateway', 'messages_redelivered_per_min', 0, 120],
    ],
    lines: [
      [
        'labs-gateway',
        'ERROR',
        'Cannot parse OBX segment of message MSG-771204 from sender NORTHLAB: unexpected end of field',
      ],
      ['labs-gateway', 'WARN', 'message MSG-771204 redelivered, attempt {n}'],
    ],
    decoys: [
      {
        service: 'labs-gateway',
        minutes: -5,
        title: 'Labs: extract field reader',
        files: {
          'labs-gateway/src/Fields.cs':
            '-        return segment.Split(Separator)[index];\n+        return Read(segment, index);\n+    }\n+\n+    private static string Read(string segment, int index)\n+    {\n+        return segment.Split(Separator)[index];',
        },
      },
      extractMethod('patient-records', -1),
    ],
    remediation: 'remove-message',
  },
  {
    name: 'dev nightly export locks rows',
    system: 'harbor',
    service: 'orders-db',
    victims: ['order-writer', 'stock', 'basket'],
    alarm: { service: 'order-writer', metric: 'latency', summary: 'order-writer p99 above 500 ms for 3m' },
    culprit: null,
    trouble: {
      'order-writer': { latency: 26, errors: 0.06 },
      stock: { latency: 18, errors: 0.04 },
      basket: { latency: 7 },
    },
    extra: [
      ['orders-db', 'pg_locks_waiting', 0.2, 44],
      ['orders-db', 'pg_longest_transaction_seconds', 2, 760],
    ],
    lines: [
      ['orders-db', 'WARN', 'process {n} still waiting for ShareLock on transaction {n} after 1000.{k} ms'],
      [
        'orders-db',
        'INFO',
        'duration: {n} ms statement: COPY (SELECT * FROM orders FOR UPDATE) TO STDOUT -- export-finance',
      ],
      ['stock', 'WARN', 'reserve {id} waited {n}ms for a row lock'],
    ],
    events: [
      {
        minutes: -0.3,
        fields: { type: 'CronJob', object: 'export-finance', message: 'Created job export-finance-29381100' },
      },
    ],
    path: { services: ['basket', 'order-writer', 'stock'], ms: 1500 },
    decoys: [tidyHandler('stock', -2), extractMethod('order-writer', -6), restyle('storefront', -1)],
    remediation: 'stop-job',
  },
];
