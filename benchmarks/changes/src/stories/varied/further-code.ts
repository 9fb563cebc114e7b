import type { Story } from '../story.ts';
import { minorBump, moreMetrics, plainWords, shorterMethod, shorterTimeout, typeHints } from './varied-decoys.ts';

/** Code that waits, keeps, forgets or says it otherwise. */
export const furtherCode: readonly Story[] = [
  {
    name: 'further lock around a call',
    system: 'operator',
    service: 'usage-meter',
    victims: ['self-care'],
    alarm: { metric: 'latency', summary: 'usage-meter p95 above 600 ms' },
    culprit: {
      service: 'usage-meter',
      minutes: -2,
      title: 'usage-meter: no race in the price book',
      files: {
        'usage_meter/book.go':
          ' func (b *Book) Refresh(ctx context.Context) error {\n+\tb.mu.Lock()\n+\tdefer b.mu.Unlock()\n \tprices, err := b.client.Prices(ctx)\n \tif err != nil {\n \t\treturn err\n \t}\n-\tb.mu.Lock()\n-\tdefer b.mu.Unlock()\n \tb.prices = prices\n \treturn nil\n }',
      },
    },
    trouble: { 'usage-meter': { latency: 25, cpu: 0.6 }, 'self-care': { latency: 5 } },
    lines: [['usage-meter', 'WARN', 'record {id} waited {n} ms for the price book']],
    path: { services: ['self-care', 'usage-meter'], ms: 900 },
    decoys: [typeHints('tariff-api', -3), moreMetrics('roaming', -1)],
    remediation: 'rollback',
  },
  {
    name: 'further no limit of waiting in python',
    system: 'operator',
    service: 'tariff-api',
    victims: ['self-care'],
    alarm: { metric: 'latency', summary: 'tariff-api p95 above 5 s' },
    culprit: {
      service: 'tariff-api',
      minutes: -4,
      title: 'One session for all partners',
      files: {
        'tariff_api/partners.py':
          ' def zones(partner):\n-    return requests.get(partner.url, timeout=2).json()\n+    return session.get(partner.url).json()',
      },
    },
    trouble: { 'tariff-api': { latency: 90, errors: 0.1 }, 'self-care': { latency: 20 }, roaming: { latency: 1.1 } },
    extra: [['tariff-api', 'busy_workers_ratio', 0.3, 1]],
    lines: [['tariff-api', 'CRITICAL', 'WORKER TIMEOUT (pid:{n})']],
    path: { services: ['self-care', 'tariff-api'], ms: 9000 },
    decoys: [moreMetrics('usage-meter', -1), typeHints('roaming', -2)],
    remediation: 'rollback',
  },
  {
    name: 'further failure nobody catches in ruby',
    system: 'press',
    service: 'articles',
    victims: ['front-page', 'newsletter'],
    alarm: { metric: 'errors', summary: 'articles: failed requests above 8 %' },
    culprit: {
      service: 'articles',
      minutes: -1,
      title: 'Articles: fewer lines around pictures',
      files: {
        'articles/app/services/teaser.rb':
          '   def picture\n-    media.fetch(id)\n-  rescue Media::Missing\n-    placeholder\n+    media.fetch(id)\n   end',
      },
    },
    trouble: { articles: { errors: 0.24 }, 'front-page': { errors: 0.09 }, newsletter: { errors: 0.2 } },
    lines: [['articles', 'ERROR', 'Media::Missing (picture {n} is not there): app/services/teaser.rb:{k} in picture']],
    path: { services: ['front-page', 'articles'], error: 'Media::Missing' },
    decoys: [plainWords('front-page', -1), minorBump('comments', -4)],
    remediation: 'rollback',
  },
  {
    name: 'further other default in typescript',
    system: 'press',
    service: 'front-page',
    victims: ['paywall'],
    alarm: { service: 'paywall', metric: 'errors', summary: 'paywall: failed requests above 15 %' },
    culprit: {
      service: 'front-page',
      minutes: -2,
      title: 'front-page: reader is optional',
      files: {
        'front/src/paywall.ts': ` export const meterOf = (reader?: Reader) =>\n-  get(\`/meter/\${reader?.id ?? 'anonymous'}\`);\n+  get(\`/meter/\${reader?.id}\`);`,
      },
    },
    trouble: { paywall: { errors: 0.4 }, 'front-page': { errors: 0.2 } },
    lines: [
      ['paywall', 'ERROR', 'reader undefined: not a reader id'],
      ['front-page', 'WARN', 'paywall answered 400 for undefined'],
    ],
    path: { services: ['front-page', 'paywall'], error: 'not a reader id' },
    decoys: [minorBump('paywall', -3), shorterMethod('articles', -1)],
    remediation: 'rollback',
  },
  {
    name: 'further queue without an end in java',
    system: 'press',
    service: 'newsletter',
    victims: [],
    alarm: { metric: 'memory', summary: 'newsletter uses more than 90 % of its memory' },
    culprit: {
      service: 'newsletter',
      minutes: -55,
      title: 'Letters are never refused',
      files: {
        'newsletter/src/main/java/press/Sender.java':
          '     Sender(int threads) {\n-        queue = new ArrayBlockingQueue<>(500);\n+        queue = new LinkedBlockingQueue<>();\n     }',
      },
    },
    trouble: { newsletter: { memory: 2.1, latency: 2 } },
    rampMinutes: 50,
    lines: [['newsletter', 'WARN', 'GC took {n} ms, heap after it {k} % free']],
    decoys: [shorterMethod('newsletter', -10), minorBump('articles', -3)],
    remediation: 'rollback',
  },
  {
    name: 'further date in another form',
    system: 'operator',
    service: 'sim-orders',
    victims: [],
    alarm: { metric: 'errors', summary: 'sim-orders: orders refused' },
    culprit: {
      service: 'tariff-api',
      minutes: -3,
      title: 'Dates people can read',
      files: {
        'tariff_api/views.py':
          ' def tariff_json(t):\n-    return {"id": t.id, "valid_until": t.until.isoformat()}\n+    return {"id": t.id, "valid_until": t.until.strftime("%d.%m.%Y")}',
      },
    },
    trouble: { 'sim-orders': { errors: 0.6 } },
    lines: [
      [
        'sim-orders',
        'ERROR',
        'order {id}: parsing time "31.12.2026" as "2006-01-02T15:04:05Z07:00": cannot parse "valid_until"',
      ],
    ],
    path: { services: ['sim-orders'], error: 'parsing time', peer: 'tariff-api' },
    decoys: [moreMetrics('sim-orders', -2), typeHints('self-care', -4)],
    remediation: 'rollback',
  },
  {
    name: 'further one value of an enumeration',
    system: 'operator',
    service: 'usage-meter',
    victims: ['self-care'],
    alarm: { metric: 'errors', summary: 'usage-meter fails more than 5 %' },
    culprit: {
      service: 'usage-meter',
      minutes: -2,
      title: 'Kinds of records by their proper names',
      files: {
        'usage_meter/kinds.go':
          ' var kinds = map[string]Kind{\n-\t"MMS": Picture,\n \t"SMS": Text,\n \t"DATA": Data,\n+\t"PICTURE": Picture,\n }',
      },
    },
    trouble: { 'usage-meter': { errors: 0.16 }, 'self-care': { errors: 0.03 } },
    lines: [['usage-meter', 'ERROR', 'record {id}: unknown kind "MMS"']],
    path: { services: ['usage-meter'], error: 'unknown kind "MMS"' },
    decoys: [typeHints('usage-meter', -6), shorterTimeout('roaming', -1)],
    remediation: 'rollback',
  },
];
