import type { Story } from '../story.ts';
import {
  bumpLibrary,
  extractMethod,
  newCounter,
  newEndpoint,
  renameLocal,
  reorderValues,
  restyle,
  tidyHandler,
} from './dev-decoys.ts';

/** Tables, columns, indexes, topics and formats. */
export const dataFaults: readonly Story[] = [
  {
    name: 'dev index dropped in sql',
    system: 'clinic',
    service: 'booking',
    victims: ['portal-web'],
    alarm: { metric: 'latency', summary: 'booking p95 above 2 s' },
    culprit: {
      service: 'booking',
      minutes: -6,
      title: 'V81: remove duplicate indexes on slots',
      files: {
        'booking/src/main/resources/db/migration/V81__slots_indexes.sql':
          '+DROP INDEX IF EXISTS slots_doctor_day_idx;\n+DROP INDEX IF EXISTS slots_day_idx;',
      },
    },
    trouble: { booking: { latency: 34, errors: 0.07 }, 'portal-web': { latency: 6 } },
    extra: [
      ['slots-db', 'pg_seq_scans_per_sec', 3, 260],
      ['slots-db', 'pg_cpu_ratio', 0.22, 0.97],
      ['booking', 'db_query_p95_ms', 9, 2400],
    ],
    lines: [
      [
        'slots-db',
        'WARN',
        'duration: {n}.{k} ms  statement: SELECT id, starts_at FROM slots WHERE doctor_id = {n} AND day = $2 AND taken = false',
      ],
      ['booking', 'ERROR', 'JDBC: canceling statement due to statement timeout'],
    ],
    path: { services: ['portal-web', 'booking'], ms: 2700 },
    decoys: [extractMethod('booking', -2), extractMethod('patient-records', -1), renameLocal('reminder-worker', -8)],
    remediation: 'roll-forward',
  },
  {
    name: 'dev column renamed in rails migration',
    system: 'reel',
    service: 'media-jobs',
    victims: ['uploads'],
    alarm: { service: 'media-jobs', metric: 'jobs_failed_per_min', summary: 'media jobs fail' },
    culprit: {
      service: 'site-web',
      minutes: -2,
      title: 'Renditions: call it height, not size',
      files: {
        'site/db/migrate/20260511090000_rename_rendition_size.rb':
          '+class RenameRenditionSize < ActiveRecord::Migration[7.1]\n+  def change\n+    rename_column :renditions, :size, :height\n+  end\n+end',
        'site/app/models/rendition.rb':
          '-  validates :size, inclusion: [480, 720, 1080]\n+  validates :height, inclusion: [480, 720, 1080]',
      },
    },
    trouble: { 'media-jobs': { errors: 0.93 } },
    extra: [['media-jobs', 'jobs_failed_per_min', 0.3, 41]],
    lines: [
      ['media-jobs', 'ERROR', 'job {id} failed: pq: column "size" of relation "renditions" does not exist'],
      ['media-jobs', 'WARN', 'job {id} put back, attempt {k}'],
    ],
    decoys: [newCounter('media-jobs', -5), renameLocal('uploads', -1), newEndpoint('catalog-api', -9)],
    remediation: 'rollback',
  },
  {
    name: 'dev topic renamed in java',
    system: 'harbor',
    service: 'order-writer',
    victims: ['stock'],
    alarm: { service: 'stock', metric: 'order_events_consumed_per_sec', summary: 'stock consumes no order events' },
    culprit: {
      service: 'order-writer',
      minutes: -1,
      title: 'order-writer: topic names follow the naming guide',
      files: {
        'services/order-writer/src/main/java/harbor/Topics.java':
          '-    static final String ORDER_PLACED = "order-placed";\n+    static final String ORDER_PLACED = "shop.orders.placed.v1";',
      },
    },
    trouble: {},
    extra: [
      ['stock', 'order_events_consumed_per_sec', 38, 0],
      ['order-writer', 'order_events_produced_per_sec', 38, 38],
    ],
    lines: [
      [
        'order-writer',
        'WARN',
        'Error while fetching metadata with correlation id {n} : {shop.orders.placed.v1=UNKNOWN_TOPIC_OR_PARTITION}',
      ],
      ['stock', 'WARN', 'no records from order-placed for {n} s'],
    ],
    decoys: [tidyHandler('stock', -3), bumpLibrary('stock', -11), reorderValues('order-writer', -0.5)],
    flags: [{ flag: 'stock-soft-reserve', service: 'stock', minutes: -2 }],
    remediation: 'rollback',
  },
  {
    name: 'dev date format in csharp',
    system: 'clinic',
    service: 'labs-gateway',
    victims: ['patient-records'],
    alarm: {
      service: 'patient-records',
      metric: 'lab_import_failures_per_min',
      summary: 'lab results cannot be imported',
    },
    culprit: {
      service: 'labs-gateway',
      minutes: -2,
      title: 'One JSON serializer for all outgoing messages',
      files: {
        'labs-gateway/src/Json.cs':
          '-        options.Converters.Add(new IsoDateConverter());\n-        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;\n+        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;',
      },
    },
    trouble: { 'patient-records': { errors: 0.16 } },
    extra: [['patient-records', 'lab_import_failures_per_min', 0.1, 52]],
    lines: [
      [
        'patient-records',
        'ERROR',
        'Cannot deserialize LabResult: Unrecognized field "taken_at" (known properties: "takenAt", "value", "unit")',
      ],
    ],
    path: { services: ['patient-records', 'labs-gateway'], ms: 120 },
    decoys: [extractMethod('patient-records', -1), extractMethod('booking', -4)],
    remediation: 'rollback',
  },
  {
    name: 'dev cache key in typescript',
    system: 'harbor',
    service: 'storefront',
    victims: ['pricing', 'tax-rules'],
    alarm: { metric: 'latency', summary: 'storefront p99 above 700 ms' },
    culprit: {
      service: 'storefront',
      minutes: -5,
      title: 'storefront: personal prices in the page cache',
      files: {
        'services/storefront/src/cache/page-key.ts': `-export const pageKey = (path: string, currency: string) => [path, currency].join('|');\n+export const pageKey = (path: string, currency: string, session: string) => [path, currency, session].join('|');`,
      },
    },
    trouble: {
      storefront: { latency: 6, cpu: 2 },
      pricing: { requests: 5, latency: 2.4, cpu: 2 },
      'tax-rules': { requests: 5 },
    },
    extra: [
      ['storefront', 'page_cache_hit_ratio', 0.87, 0.04],
      ['session-cache', 'redis_evicted_keys_per_sec', 0, 900],
    ],
    lines: [
      ['storefront', 'INFO', 'page cache miss key=/p/{n}|EUR|{h}'],
      ['session-cache', 'WARN', 'evicting keys: used_memory above maxmemory'],
    ],
    path: { services: ['storefront', 'pricing', 'tax-rules'], ms: 520 },
    decoys: [tidyHandler('pricing', -1), restyle('storefront', -2), bumpLibrary('tax-rules', -12)],
    rampMinutes: 4,
    remediation: 'rollback',
  },
];
