import type { Story } from '../story.ts';
import { bumpLibrary, extractMethod, newEndpoint, reorderValues, tidyHandler } from './dev-decoys.ts';

/** No change is guilty: traffic, data, nodes, disks, jobs, maintenance. */
export const insideCauses: readonly Story[] = [
  {
    name: 'dev node lost',
    system: 'harbor',
    service: 'node-c7',
    victims: ['pricing', 'basket', 'stock'],
    alarm: { service: 'pricing', metric: 'errors', summary: 'pricing 5xx ratio above 2%' },
    culprit: null,
    trouble: {
      pricing: { errors: 0.3, latency: 2.5 },
      basket: { errors: 0.22, latency: 2 },
      stock: { errors: 0.18 },
      storefront: { errors: 0.2 },
    },
    extra: [['node-c7', 'node_ready', 1, 0, 'flat']],
    lines: [
      [
        'storefront',
        'ERROR',
        'upstream connect error or disconnect/reset before headers. reset reason: connection timeout',
      ],
      ['basket', 'WARN', 'lost connection to peer {ip}'],
    ],
    events: [
      {
        minutes: 0.4,
        fields: {
          type: 'NodeNotReady',
          node: 'node-c7',
          message: 'Node node-c7 status is now: NodeNotReady (Kubelet stopped posting node status)',
        },
      },
      {
        minutes: 1.2,
        fields: {
          type: 'Evicted',
          service: 'pricing',
          pod: 'pricing-58c-x1',
          node: 'node-c7',
          message: 'Pod pricing-58c-x1 marked for eviction',
        },
      },
      {
        minutes: 1.2,
        fields: {
          type: 'Evicted',
          service: 'basket',
          pod: 'basket-77d-p0',
          node: 'node-c7',
          message: 'Pod basket-77d-p0 marked for eviction',
        },
      },
      {
        minutes: 1.3,
        fields: {
          type: 'Evicted',
          service: 'stock',
          pod: 'stock-9f2-kk',
          node: 'node-c7',
          message: 'Pod stock-9f2-kk marked for eviction',
        },
      },
    ],
    path: { services: ['storefront', 'pricing'], error: 'connection timeout', ms: 5000 },
    decoys: [tidyHandler('pricing', -1), bumpLibrary('basket', -3), reorderValues('stock', -10)],
    remediation: 'drain-node',
  },
  {
    name: 'dev database disk full',
    system: 'clinic',
    service: 'records-db',
    victims: ['patient-records', 'portal-web', 'booking'],
    alarm: { service: 'patient-records', metric: 'errors', summary: 'patient-records error share above 5 %' },
    culprit: null,
    trouble: { 'patient-records': { errors: 0.55 }, 'portal-web': { errors: 0.2 }, booking: { errors: 0.25 } },
    extra: [
      ['records-db', 'disk_used_ratio', 0.985, 1, 'flat'],
      ['records-db', 'pg_writes_per_sec', 210, 0],
    ],
    lines: [
      ['records-db', 'ERROR', 'PANIC:  could not write to file "pg_wal/xlogtemp.{n}": No space left on device'],
      ['patient-records', 'ERROR', 'org.postgresql.util.PSQLException: FATAL: the database system is in recovery mode'],
    ],
    path: {
      services: ['portal-web', 'patient-records'],
      error: 'the database system is in recovery mode',
      peer: 'records-db',
    },
    decoys: [extractMethod('patient-records', -4), extractMethod('booking', -1)],
    flags: [{ flag: 'chart-export', service: 'patient-records', minutes: -40 }],
    remediation: 'grow-disk',
  },
  {
    name: 'dev cache maintenance',
    system: 'harbor',
    service: 'session-cache',
    victims: ['basket', 'storefront'],
    alarm: { service: 'basket', metric: 'errors', summary: 'basket 5xx ratio above 2%' },
    culprit: null,
    trouble: { basket: { errors: 0.35, latency: 8 }, storefront: { errors: 0.12 } },
    extra: [['session-cache', 'redis_connected_clients', 90, 3]],
    lines: [
      ['basket', 'ERROR', "session load: READONLY You can't write against a read only replica."],
      ['basket', 'ERROR', 'session load: dial tcp session-cache:6379: connect: connection refused'],
    ],
    events: [
      {
        minutes: -0.5,
        fields: {
          type: 'Maintenance',
          resource: 'session-cache',
          message: 'Scheduled maintenance window of session-cache began: failover to replica',
        },
      },
    ],
    path: { services: ['storefront', 'basket'], error: 'connection refused', peer: 'session-cache' },
    decoys: [tidyHandler('basket', -3), newEndpoint('storefront', -1), reorderValues('basket', -15)],
    remediation: 'wait-for-maintenance',
  },
];
