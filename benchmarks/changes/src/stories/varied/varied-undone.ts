import type { Story } from '../story.ts';
import { minorBump, moreMetrics, shorterMethod, typeHints } from './varied-decoys.ts';

/** Deploys that were undone: once it helped, once it did not. */
export const variedUndone: readonly Story[] = [
  {
    name: 'varied undone and well again',
    system: 'press',
    service: 'paywall',
    victims: ['front-page'],
    alarm: { metric: 'errors', summary: 'paywall: failed requests above 5 %' },
    culprit: {
      service: 'paywall',
      minutes: -2,
      title: 'Meter: one reader, one record',
      files: {
        'paywall/src/main/java/press/Meter.java':
          '     Meter meterOf(Reader reader) {\n-        return meters.findById(reader.id()).orElse(Meter.empty());\n+        return meters.findById(reader.id()).get();\n     }',
      },
    },
    trouble: { paywall: { errors: 0.3 }, 'front-page': { errors: 0.05 } },
    lines: [
      ['paywall', 'ERROR', 'java.util.NoSuchElementException: No value present at press.Meter.meterOf(Meter.java:{k})'],
    ],
    path: { services: ['front-page', 'paywall'], error: 'NoSuchElementException' },
    decoys: [minorBump('media', -3), shorterMethod('comments', -7)],
    undone: { service: 'paywall', minutes: 12, helped: true },
    remediation: 'none',
  },
  {
    name: 'varied undone in vain',
    system: 'operator',
    service: 'tariff-api',
    victims: ['self-care', 'sim-orders'],
    alarm: { metric: 'latency', summary: 'tariff-api p95 above 700 ms' },
    culprit: {
      service: 'tariff-api',
      minutes: -6,
      title: 'Migration 0112: no index that nobody uses',
      files: { 'tariff_api/migrations/0112_cleanup.sql': '+DROP INDEX tariffs_zone_idx;' },
    },
    trouble: { 'tariff-api': { latency: 22, errors: 0.03 }, 'self-care': { latency: 5 }, 'sim-orders': { latency: 3 } },
    extra: [['tariff-db', 'rows_examined_per_sec', 3000, 410000]],
    lines: [['tariff-db', 'WARN', 'slow statement {n} ms: SELECT * FROM tariffs WHERE zone = $1']],
    path: { services: ['self-care', 'tariff-api'], ms: 900 },
    decoys: [moreMetrics('tariff-api', -1.5), typeHints('roaming', -4)],
    undone: { service: 'tariff-api', minutes: 9, helped: false },
    remediation: 'roll-forward',
  },
];
