import type { Story } from '../story.ts';
import {
  boundedCache,
  dataClass,
  fuzzTests,
  guardClauses,
  histogram,
  licenseHeaders,
  paddings,
  splitMethod,
  staging,
  undoWording,
} from './held-decoys.ts';

/** Tables, columns, caches, formats and locks. */
export const heldData: readonly Story[] = [
  {
    name: 'held column dropped in sql',
    system: 'bank',
    service: 'statement-job',
    victims: ['ledger-core'],
    alarm: { metric: 'statements_failed_per_min', summary: 'statements fail' },
    culprit: {
      service: 'ledger-core',
      minutes: -4,
      title: 'V212 drop legacy columns',
      files: {
        'ledger-core/src/main/resources/db/V212__drop_legacy.sql':
          '+ALTER TABLE entry DROP COLUMN booking_text_old;\n+ALTER TABLE account DROP COLUMN branch_code;',
      },
    },
    trouble: { 'statement-job': { errors: 0.96 } },
    extra: [['statement-job', 'statements_failed_per_min', 0, 33]],
    lines: [
      ['statement-job', 'ERROR', 'statement {id}: PG::UndefinedColumn: ERROR: column a.branch_code does not exist'],
      ['ledger-db', 'ERROR', 'column a.branch_code does not exist at character {k}'],
    ],
    decoys: [guardClauses('statement-job', -1.5), dataClass('teller-bff', -1), histogram('ledger-core', -19)],
    remediation: 'roll-forward',
  },
  {
    name: 'held blocking index build',
    system: 'learn',
    service: 'school-db',
    victims: ['grading', 'roster-sync', 'quiz-service'],
    alarm: { service: 'grading', metric: 'latency', summary: 'grading p95 above 2 s' },
    culprit: {
      service: 'grading',
      minutes: -0.6,
      title: 'Migration 0044: find sheets by pupil',
      files: {
        'grading/migrations/0044_sheet_pupil.sql':
          '+ALTER TABLE sheets ADD INDEX sheets_pupil_idx (pupil_id), ALGORITHM=COPY, LOCK=EXCLUSIVE;',
      },
    },
    trouble: {
      grading: { latency: 30, errors: 0.2 },
      'roster-sync': { latency: 8 },
      'quiz-service': { latency: 9, errors: 0.1 },
    },
    extra: [['school-db', 'threads_waiting_for_lock', 0, 61]],
    lines: [
      [
        'grading',
        'ERROR',
        'pymysql.err.OperationalError: (1205, "Lock wait timeout exceeded; try restarting transaction") on sheets',
      ],
      ['school-db', 'WARN', 'Waiting for table metadata lock: sheets, {k} threads'],
    ],
    path: { services: ['classroom', 'quiz-service', 'grading'], error: 'Lock wait timeout exceeded', ms: 5200 },
    decoys: [boundedCache('grading', -8), licenseHeaders('quiz-service', -2), splitMethod('roster-sync', -1)],
    remediation: 'roll-forward',
  },
  {
    name: 'held cache bypassed in csharp',
    system: 'freight',
    service: 'quote-engine',
    victims: ['lane-rates', 'shipper-portal'],
    alarm: { service: 'lane-rates', metric: 'latency', summary: 'lane-rates p99 above 150 ms' },
    culprit: {
      service: 'quote-engine',
      minutes: -3,
      title: 'Quotes: distances without a detour through Redis',
      files: {
        'QuoteEngine/Geo/Distances.cs':
          '-    public Task<double> Between(Place a, Place b) =>\n-        _cache.GetOrAdd(KeyOf(a, b), () => _lanes.Distance(a, b), TimeSpan.FromHours(12));\n+    public Task<double> Between(Place a, Place b) => _lanes.Distance(a, b);',
      },
    },
    trouble: {
      'quote-engine': { latency: 5 },
      'lane-rates': { requests: 8, latency: 16, cpu: 2.4, errors: 0.04 },
      'shipper-portal': { latency: 2.5 },
    },
    extra: [['geo-cache', 'redis_commands_per_sec', 2400, 3]],
    lines: [
      ['lane-rates', 'WARN', 'distance {h} computed in {n} ms, queue {k}'],
      ['quote-engine', 'WARN', 'Quote {id}: distances took {n} ms'],
    ],
    path: { services: ['shipper-portal', 'quote-engine', 'lane-rates'], ms: 410 },
    decoys: [histogram('lane-rates', -1), splitMethod('quote-engine', -14), paddings('shipper-portal', -2)],
    rampMinutes: 4,
    remediation: 'rollback',
  },
  {
    name: 'held field renamed in event',
    system: 'freight',
    service: 'carrier-link',
    victims: ['consignments'],
    alarm: {
      service: 'consignments',
      metric: 'tracking_events_rejected_per_min',
      summary: 'tracking events are rejected',
    },
    culprit: {
      service: 'carrier-link',
      minutes: -2,
      title: 'carrier-link: event names like everywhere else',
      files: {
        'carrier-link/event/tracking.go':
          ' type Tracking struct {\n-\tParcel string `json:"parcel_no"`\n+\tParcel string `json:"parcelNumber"`\n \tCode   string `json:"code"`\n }',
      },
    },
    trouble: { consignments: { errors: 0.12 } },
    extra: [
      ['consignments', 'tracking_events_rejected_per_min', 0.2, 88],
      ['consignments', 'tracking_events_applied_per_min', 90, 0.5],
    ],
    lines: [
      [
        'consignments',
        'ERROR',
        'KeyError: key not found: "parcel_no" in TrackingEvent.from_json (app/events/tracking_event.rb:{k})',
      ],
      ['consignments', 'WARN', 'tracking event put to dead letters, total {n}'],
    ],
    decoys: [guardClauses('consignments', -0.5), fuzzTests('carrier-link', -7), staging('carrier-link', -1)],
    flags: [{ flag: 'parcel-photo', service: 'consignments', minutes: -4 }],
    remediation: 'rollback',
  },
  {
    name: 'held partition key in java',
    system: 'freight',
    service: 'manifest-store',
    victims: ['consignments'],
    alarm: { metric: 'write_throttled_ratio', summary: 'manifest-store writes are throttled' },
    culprit: {
      service: 'manifest-store',
      minutes: -5,
      title: 'manifest-store: keys that sort by day',
      files: {
        'manifest-store/src/main/java/freight/ManifestKey.java':
          '     String partition(Manifest m) {\n-        return m.shipperId() + "#" + m.day();\n+        return "day#" + m.day();\n     }',
      },
    },
    trouble: { 'manifest-store': { latency: 9, errors: 0.31 }, consignments: { latency: 3, errors: 0.18 } },
    extra: [['manifest-store', 'write_throttled_ratio', 0, 0.44]],
    lines: [
      [
        'manifest-store',
        'ERROR',
        'ThrottlingException: Throughput exceeds the current capacity for one or more partitions of table manifests, key day#{n}',
      ],
      ['consignments', 'ERROR', 'manifest {id} not sealed: 503'],
    ],
    path: { services: ['shipper-portal', 'consignments', 'manifest-store'], error: 'ThrottlingException', ms: 900 },
    decoys: [guardClauses('consignments', -2), undoWording('shipper-portal', -1), histogram('lane-rates', -3)],
    remediation: 'rollback',
  },
];
