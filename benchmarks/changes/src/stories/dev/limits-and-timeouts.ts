import type { Story } from '../story.ts';
import {
  bumpLibrary,
  extractMethod,
  moreTests,
  newCounter,
  newEndpoint,
  reorderValues,
  restyle,
  scaryTimeout,
  tidyHandler,
} from './dev-decoys.ts';

/** A number that bounds something was changed: timeout, pool, retries, TTL, batch, replicas, memory. */
export const limitsAndTimeouts: readonly Story[] = [
  {
    name: 'dev pool shrunk in java',
    system: 'harbor',
    service: 'order-writer',
    victims: ['basket', 'storefront'],
    alarm: { metric: 'latency', summary: 'order-writer p99 above 500 ms for 3m' },
    culprit: {
      service: 'order-writer',
      minutes: -3,
      title: 'Use one datasource profile for all environments',
      files: {
        'services/order-writer/src/main/resources/application.yml':
          ' spring:\n   datasource:\n     hikari:\n-      maximum-pool-size: 40\n-      connection-timeout: 10000\n+      maximum-pool-size: 4\n+      connection-timeout: 10000\n       pool-name: orders',
      },
    },
    trouble: {
      'order-writer': { latency: 40, errors: 0.22 },
      basket: { latency: 9, errors: 0.1 },
      storefront: { latency: 3, errors: 0.05 },
    },
    extra: [
      ['order-writer', 'hikaricp_connections_active', 13, 4],
      ['order-writer', 'hikaricp_connections_max', 40, 4, 'flat'],
      ['order-writer', 'hikaricp_connections_pending', 0.1, 46],
    ],
    lines: [
      [
        'order-writer',
        'ERROR',
        'orders - Connection is not available, request timed out after 1000{k}ms (total=4, active=4, idle=0, waiting={k})',
      ],
      ['order-writer', 'WARN', 'org.hibernate.exception.JDBCConnectionException: Unable to acquire JDBC Connection'],
      ['basket', 'ERROR', 'place order {id}: order-writer answered 503'],
    ],
    path: {
      services: ['storefront', 'basket', 'order-writer'],
      error: 'Connection is not available, request timed out',
      ms: 10200,
    },
    decoys: [tidyHandler('basket', -1.5), extractMethod('order-writer', -9), restyle('storefront', -0.7)],
    flags: [{ flag: 'basket-merge-on-login', service: 'basket', minutes: -2 }],
    remediation: 'rollback',
  },
  {
    name: 'dev client timeout cut in go',
    system: 'harbor',
    service: 'pricing',
    victims: ['storefront'],
    alarm: { metric: 'errors', summary: 'pricing 5xx ratio above 2%' },
    culprit: {
      service: 'pricing',
      minutes: -1,
      title: 'pricing: collect client settings in one struct',
      files: {
        'services/pricing/taxclient/client.go':
          ' func New(base string) *Client {\n-\treturn &Client{base: base, http: &http.Client{Timeout: 2 * time.Second}}\n+\treturn &Client{base: base, http: &http.Client{Timeout: defaults.Timeout}}\n }',
        'services/pricing/taxclient/defaults.go':
          '+var defaults = struct{ Timeout time.Duration }{\n+\tTimeout: 8 * time.Millisecond,\n+}',
      },
    },
    trouble: { pricing: { errors: 0.48, latency: 1.1 }, storefront: { errors: 0.2 } },
    lines: [
      [
        'pricing',
        'ERROR',
        'tax lookup: Get "http://tax-rules:8080/v2/rates": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
      ],
      ['storefront', 'ERROR', 'pricing returned 502 for {k} items'],
    ],
    path: { services: ['storefront', 'pricing', 'tax-rules'], ms: 12 },
    decoys: [bumpLibrary('tax-rules', -4), scaryTimeout('stock', -1.5), newEndpoint('pricing', -14)],
    remediation: 'rollback',
  },
  {
    name: 'dev retries without backoff in typescript',
    system: 'harbor',
    service: 'storefront',
    victims: ['pricing'],
    alarm: { service: 'pricing', metric: 'requests', summary: 'pricing request rate four times its usual' },
    culprit: {
      service: 'storefront',
      minutes: -2,
      title: 'storefront: make price calls sturdier',
      files: {
        'services/storefront/src/clients/pricing.ts':
          '-const retry = { limit: 1, backoffMs: 250 };\n+const retry = { limit: 8, backoffMs: 0, on: [404, 429, 500, 502, 503] };\n \n export const prices = (skus: string[]) =>\n-  http.post(PRICING_URL, { json: { skus }, retry });\n+  http.post(PRICING_URL, { json: { skus }, retry });',
      },
    },
    trouble: {
      storefront: { latency: 2.2, cpu: 1.3 },
      pricing: { requests: 4.6, latency: 5, cpu: 2.2, errors: 0.08 },
      'tax-rules': { requests: 4.4, cpu: 1.8 },
    },
    lines: [
      ['storefront', 'WARN', 'retrying POST /prices attempt={2|3|4|5|6|7|8} status=404'],
      ['pricing', 'WARN', 'shed load: {k} requests in flight'],
      ['storefront', 'INFO', 'price lookup answered 404 for discontinued sku {n}', 'normal'],
    ],
    path: { services: ['storefront', 'pricing', 'tax-rules'], ms: 400 },
    decoys: [newCounter('pricing', -5), moreTests('pricing', -1), reorderValues('tax-rules', -9)],
    remediation: 'rollback',
  },
  {
    name: 'dev cache ttl zero in python',
    system: 'reel',
    service: 'catalog-api',
    victims: ['search-index', 'site-web'],
    alarm: { metric: 'latency', summary: 'catalog-api p99 above 300 ms' },
    culprit: {
      service: 'catalog-api',
      minutes: -4,
      title: 'Read cache settings from the environment',
      files: {
        'catalog/cache.py':
          '-CHANNEL_TTL = 300\n-LISTING_TTL = 60\n+CHANNEL_TTL = int(os.environ.get("CHANNEL_TTL", 0))\n+LISTING_TTL = int(os.environ.get("LISTING_TTL", 0))',
      },
    },
    trouble: {
      'catalog-api': { latency: 11 },
      'search-index': { requests: 7, latency: 6 },
      'site-web': { latency: 3 },
    },
    extra: [['catalog-api', 'cache_hit_ratio', 0.93, 0.01]],
    lines: [
      ['catalog-api', 'WARN', 'slow listing for channel {h}: {n}ms, search-index {n}ms'],
      ['search-index', 'WARN', '[index-2026] rejected execution, queue capacity 1000 reached'],
    ],
    path: { services: ['site-web', 'catalog-api', 'search-index'], ms: 460 },
    decoys: [newCounter('thumbs', -3), restyle('site-web', -1), newEndpoint('catalog-api', -13)],
    rampMinutes: 3,
    remediation: 'rollback',
  },
];
