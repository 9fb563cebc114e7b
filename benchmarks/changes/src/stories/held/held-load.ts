import type { Story } from '../story.ts';
import { boundedCache, dataClass, fuzzTests, guardClauses, histogram, licenseHeaders, staging } from './held-decoys.ts';

/** No change is guilty: load of every kind. */
export const heldLoad: readonly Story[] = [
  {
    name: 'held exam morning',
    system: 'learn',
    service: 'classroom',
    victims: ['quiz-service', 'grading'],
    alarm: { metric: 'latency', summary: 'classroom p95 above one second' },
    culprit: null,
    trouble: {
      classroom: { requests: 4.1, latency: 9, cpu: 2.3, errors: 0.05 },
      'quiz-service': { requests: 6, latency: 5, cpu: 2.2 },
      grading: { requests: 4, latency: 3 },
      'file-drop': { requests: 3 },
    },
    lines: [
      ['classroom', 'WARN', 'request waited {n}ms for a free worker'],
      ['quiz-service', 'INFO', 'quiz 4711 started by {h}'],
    ],
    path: { services: ['classroom', 'quiz-service', 'grading'], ms: 1000 },
    decoys: [guardClauses('classroom', -3), licenseHeaders('quiz-service', -1), boundedCache('grading', -7)],
    rampMinutes: 6,
    remediation: 'scale-out',
  },
  {
    name: 'held one tenant floods',
    system: 'freight',
    service: 'consignments',
    victims: ['manifest-store'],
    alarm: { metric: 'errors', summary: 'consignments fails more than 3 % of requests' },
    culprit: null,
    trouble: { consignments: { errors: 0.21, requests: 1.5, latency: 3 }, 'manifest-store': { latency: 2 } },
    lines: [
      [
        'consignments',
        'ERROR',
        'import for shipper 88213 failed: row {n} has 0 parcels (Encoding::UndefinedConversionError)',
      ],
      ['consignments', 'WARN', 'import for shipper 88213 taken up again, attempt {n}'],
    ],
    decoys: [guardClauses('consignments', -2), histogram('lane-rates', -1), staging('manifest-store', -4)],
    remediation: 'block-tenant',
  },
  {
    name: 'held month end run',
    system: 'bank',
    service: 'statement-job',
    victims: ['ledger-core', 'teller-bff', 'card-auth'],
    alarm: { service: 'ledger-core', metric: 'latency', summary: 'ledger-core p99 above 150 ms' },
    culprit: null,
    trouble: {
      'statement-job': { requests: 60, cpu: 2.5 },
      'ledger-core': { requests: 2.6, latency: 12, cpu: 2.2 },
      'teller-bff': { latency: 3 },
      'card-auth': { latency: 2.6 },
    },
    lines: [
      ['statement-job', 'INFO', 'month end: {n} of 812400 statements'],
      ['ledger-core', 'WARN', 'Queue of read pool at {n}'],
    ],
    events: [
      {
        minutes: -0.2,
        fields: {
          type: 'CronJob',
          object: 'statements-month-end',
          message: 'Job statements-month-end started by schedule 0 6 1 * *',
        },
      },
    ],
    path: { services: ['teller-bff', 'ledger-core'], ms: 300 },
    decoys: [histogram('ledger-core', -2), dataClass('teller-bff', -1), fuzzTests('card-auth', -5)],
    remediation: 'pause-job',
  },
];
