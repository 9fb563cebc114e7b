import type { Story } from '../story.ts';
import {
  boundedCache,
  fuzzTests,
  guardClauses,
  histogram,
  licenseHeaders,
  paddings,
  splitMethod,
  upgradePatch,
} from './held-decoys.ts';

/** No change is guilty: traffic, data, zones, disks, jobs, maintenance. */
export const heldInside: readonly Story[] = [
  {
    name: 'held zone outage',
    system: 'bank',
    service: 'zone-b',
    victims: ['ledger-core', 'card-auth', 'fraud-score'],
    alarm: { service: 'card-auth', metric: 'errors', summary: 'card-auth fails more than 2 % of calls' },
    culprit: null,
    trouble: {
      'ledger-core': { errors: 0.3, latency: 3 },
      'card-auth': { errors: 0.34, latency: 4 },
      'fraud-score': { errors: 0.33 },
      'teller-bff': { errors: 0.25 },
    },
    lines: [
      [
        'card-auth',
        'ERROR',
        'rpc error: code = Unavailable desc = transport: Error while dialing: dial tcp {ip}:7070: connect: no route to host',
      ],
      ['teller-bff', 'ERROR', 'UNAVAILABLE: io exception: No route to host ledger-core'],
    ],
    events: [
      {
        minutes: 0.3,
        fields: {
          type: 'NodeNotReady',
          node: 'b-node-1',
          zone: 'zone-b',
          message: 'Node b-node-1 (zone-b) is now NodeNotReady',
        },
      },
      {
        minutes: 0.4,
        fields: {
          type: 'NodeNotReady',
          node: 'b-node-2',
          zone: 'zone-b',
          message: 'Node b-node-2 (zone-b) is now NodeNotReady',
        },
      },
      {
        minutes: 0.5,
        fields: {
          type: 'NodeNotReady',
          node: 'b-node-3',
          zone: 'zone-b',
          message: 'Node b-node-3 (zone-b) is now NodeNotReady',
        },
      },
    ],
    path: { services: ['teller-bff', 'card-auth', 'fraud-score'], error: 'no route to host', ms: 3000 },
    decoys: [fuzzTests('card-auth', -1), histogram('ledger-core', -3), boundedCache('fraud-score', -2)],
    remediation: 'leave-zone',
  },
  {
    name: 'held database reaches its connections',
    system: 'freight',
    service: 'rates-db',
    victims: ['lane-rates', 'manifest-store', 'quote-engine'],
    alarm: { service: 'quote-engine', metric: 'errors', summary: 'quote-engine fails more than 3 % of requests' },
    culprit: null,
    trouble: {
      'lane-rates': { errors: 0.36, latency: 4 },
      'manifest-store': { errors: 0.4 },
      'quote-engine': { errors: 0.33 },
      consignments: { errors: 0.2 },
    },
    extra: [
      ['rates-db', 'pg_connections_used', 180, 300],
      ['rates-db', 'pg_connections_max', 300, 300, 'flat'],
    ],
    lines: [
      ['rates-db', 'ERROR', 'FATAL:  sorry, too many clients already (reporting-notebook holds 12{k} connections)'],
      ['lane-rates', 'ERROR', 'FATAL: sorry, too many clients already (SQLSTATE 53300)'],
      [
        'manifest-store',
        'ERROR',
        'org.postgresql.util.PSQLException: FATAL: remaining connection slots are reserved for superuser',
      ],
    ],
    path: {
      services: ['shipper-portal', 'quote-engine', 'lane-rates'],
      error: 'too many clients already',
      peer: 'rates-db',
    },
    decoys: [histogram('lane-rates', -1), splitMethod('quote-engine', -4), guardClauses('consignments', -2)],
    rampMinutes: 5,
    remediation: 'end-connections',
  },
  {
    name: 'held storage maintenance',
    system: 'learn',
    service: 'file-drop',
    victims: ['classroom'],
    alarm: { metric: 'errors', summary: 'file-drop: share of errors above 3 %' },
    culprit: null,
    trouble: { 'file-drop': { errors: 0.3, latency: 20 }, classroom: { errors: 0.09, latency: 3 } },
    extra: [['file-drop', 'volume_read_latency_p99_ms', 4, 2600]],
    lines: [
      ['file-drop', 'ERROR', 'EIO: i/o error, read {h}.pdf'],
      ['file-drop', 'WARN', 'volume vol-files answered after {n}ms'],
    ],
    events: [
      {
        minutes: -1,
        fields: {
          type: 'Maintenance',
          resource: 'vol-files',
          message: 'Maintenance of storage volume vol-files started (provider, planned 45 min)',
        },
      },
    ],
    path: { services: ['classroom', 'file-drop'], error: 'EIO: i/o error, read', ms: 3000 },
    decoys: [licenseHeaders('file-drop', -3), paddings('classroom', -1), upgradePatch('quiz-service', 2)],
    remediation: 'wait-for-maintenance',
  },
];
