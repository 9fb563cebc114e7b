import type { Story } from '../story.ts';
import { minorBump, moreMetrics, plainWords, shorterMethod, shorterTimeout, typeHints } from './varied-decoys.ts';
import { variedUndone } from './varied-undone.ts';

/** Deploys in the same minute, without diffs, of shared code, undone in vain and undone well. */
export const variedDeploys: readonly Story[] = [
  {
    name: 'varied two commits in one deploy',
    system: 'operator',
    service: 'tariff-api',
    victims: ['self-care'],
    alarm: { metric: 'errors', summary: 'tariff-api fails more than 3 % of requests' },
    culprit: {
      service: 'tariff-api',
      minutes: -1,
      title: 'Read prices as whole numbers',
      files: {
        'tariff_api/prices.py': ' def price_of(row):\n-    return Decimal(row["price"])\n+    return int(row["price"])',
      },
      broughtBy: {
        title: 'Log the tariff beside the subscriber',
        files: {
          'tariff_api/log.py':
            '-    log.info("tariff read")\n+    log.info("tariff read", extra={"tariff": tariff.name})',
        },
      },
    },
    trouble: { 'tariff-api': { errors: 0.35 }, 'self-care': { errors: 0.12 } },
    lines: [
      ['tariff-api', 'ERROR', "ValueError: invalid literal for int() with base 10: '{k}.99' in price_of"],
      ['self-care', 'WARN', 'no tariff for subscriber {n}: 500 from tariff-api'],
    ],
    path: { services: ['self-care', 'tariff-api'], error: 'ValueError' },
    decoys: [moreMetrics('usage-meter', -3), typeHints('roaming', -8)],
    remediation: 'rollback',
  },
  {
    name: 'varied caller and callee in the same minute',
    system: 'press',
    service: 'comments',
    victims: ['front-page'],
    alarm: { metric: 'latency', summary: 'comments p99 above 1 s' },
    culprit: {
      service: 'comments',
      minutes: -2,
      title: 'Threads: load the authors where they are shown',
      files: {
        'comments/app/models/thread.rb':
          '   def entries\n-    replies.includes(:author).order(:created_at)\n+    replies.order(:created_at)\n   end',
      },
    },
    trouble: { comments: { latency: 18, cpu: 1.8 }, 'front-page': { latency: 4 } },
    extra: [['comments-db', 'queries_per_sec', 420, 9100]],
    lines: [
      ['comments', 'WARN', 'thread {n} needed {n} statements: SELECT "authors".* FROM "authors" WHERE "id" = $1'],
    ],
    path: { services: ['front-page', 'comments'], ms: 1400 },
    decoys: [plainWords('front-page', -2), shorterMethod('articles', -6)],
    flags: [{ flag: 'reading-time', service: 'articles', minutes: -3 }],
    remediation: 'rollback',
  },
  {
    name: 'varied no diff at hand',
    system: 'operator',
    service: 'sim-orders',
    victims: [],
    alarm: { metric: 'errors', summary: 'sim-orders: one order in four fails' },
    culprit: { service: 'sim-orders', minutes: -2, title: 'Release 41', files: { 'sim_orders/order.go': null } },
    trouble: { 'sim-orders': { errors: 0.27 } },
    lines: [
      [
        'sim-orders',
        'ERROR',
        'panic serving order {id}: runtime error: invalid memory address or nil pointer dereference',
      ],
    ],
    path: { services: ['sim-orders'], error: 'nil pointer dereference' },
    decoys: [
      { service: 'roaming', minutes: -4, title: 'Release 12', files: { 'roaming/zones.go': null } },
      { service: 'usage-meter', minutes: 2, title: 'Release 77', files: { 'usage_meter/count.go': null } },
    ],
    remediation: 'rollback',
  },
  {
    name: 'varied library of one repository',
    system: 'operator',
    service: 'usage-meter',
    victims: ['self-care'],
    alarm: { metric: 'latency', summary: 'usage-meter p95 above 400 ms' },
    culprit: {
      service: 'usage-meter',
      minutes: -3,
      title: 'libs/store: one connection for each statement',
      files: {
        'libs/store/store.go':
          ' func (s *Store) Query(ctx context.Context, q string, args ...any) (*sql.Rows, error) {\n-\treturn s.db.QueryContext(ctx, q, args...)\n+\tdb, err := sql.Open("pgx", s.dsn)\n+\tif err != nil {\n+\t\treturn nil, err\n+\t}\n+\treturn db.QueryContext(ctx, q, args...)\n }',
      },
      broughtBy: { title: 'usage-meter: names of months', files: { 'usage_meter/months.go': '-\t"Sept",\n+\t"Sep",' } },
    },
    trouble: { 'usage-meter': { latency: 12, errors: 0.08 }, 'self-care': { latency: 3 } },
    extra: [['usage-db', 'open_connections', 40, 396]],
    lines: [['usage-meter', 'ERROR', 'count {id}: FATAL: sorry, too many clients already (SQLSTATE 53300)']],
    path: { services: ['self-care', 'usage-meter'], ms: 520 },
    decoys: [shorterTimeout('roaming', -1), typeHints('tariff-api', -5)],
    remediation: 'rollback',
  },
  ...variedUndone,
  {
    name: 'varied unbounded update',
    system: 'press',
    service: 'newsletter',
    victims: ['articles'],
    alarm: { service: 'articles', metric: 'latency', summary: 'articles p99 above 800 ms' },
    culprit: {
      service: 'newsletter',
      minutes: -2,
      title: 'Newsletter: mark what was sent',
      files: {
        'newsletter/app/jobs/mark_sent.rb':
          '   def perform(edition)\n-    Article.where(edition: edition).update_all(sent: true)\n+    Article.update_all(sent: true)\n   end',
      },
    },
    trouble: { articles: { latency: 14, errors: 0.06 }, 'front-page': { latency: 3 } },
    extra: [['articles-db', 'lock_waits_per_sec', 0.2, 95]],
    lines: [
      [
        'articles',
        'ERROR',
        'ActiveRecord::LockWaitTimeout: canceling statement due to lock timeout on relation "articles"',
      ],
      ['newsletter', 'INFO', 'mark_sent: {n} articles'],
    ],
    path: { services: ['front-page', 'articles'], error: 'LockWaitTimeout', ms: 1200 },
    decoys: [plainWords('front-page', -1), minorBump('articles', -5)],
    remediation: 'rollback',
  },
  {
    name: 'varied numbers that became too small',
    system: 'operator',
    service: 'usage-meter',
    victims: [],
    alarm: { metric: 'errors', summary: 'usage-meter: records that cannot be counted' },
    culprit: {
      service: 'usage-meter',
      minutes: -4,
      title: 'Counters fit in half the space',
      files: {
        'usage_meter/record.go': ' type Record struct {\n-\tBytes int64 `db:"bytes"`\n+\tBytes int32 `db:"bytes"`\n }',
      },
    },
    trouble: { 'usage-meter': { errors: 0.19 } },
    lines: [
      [
        'usage-meter',
        'ERROR',
        'scan record {id}: sql: Scan error on column index 3, name "bytes": converting driver.Value type int64 ("{n}887766554") to a int32: value out of range',
      ],
    ],
    path: { services: ['usage-meter'], error: 'value out of range' },
    decoys: [moreMetrics('usage-meter', -12), shorterTimeout('tariff-api', -2)],
    remediation: 'rollback',
  },
];
