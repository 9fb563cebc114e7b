import { poolDiffs, warehouseDiffs } from '../../diffs/checkout-diffs.ts';
import { change } from '../../shop/over-time.ts';
import { pick, token } from '../../shop/random.ts';
import type { Scenario } from '../../shop/scenario.ts';

/** payment-gateway is deployed; its connections to checkout start to time out; its pods fail their probes and are restarted. */
export const checkout: Scenario = {
  name: 'checkout',
  title: 'a deploy of payment-gateway makes checkout time out',
  incident: {
    name: 'High error rate on checkout service',
    summary: 'PagerDuty alert fired. Customers reporting failed checkouts.',
    severity: 'High',
    customFields: { 'Affected service': 'checkout-service' },
  },
  deploys: [
    {
      service: 'payment-gateway',
      at: -6,
      version: 'v2.1.0',
      title: 'Pool connections to the card processor',
      body: 'One pool for all tenants instead of a connection for each request.',
      author: 'mira-k',
      files: ['src/processor/pool.ts', 'src/processor/client.ts', 'package.json'],
      diffs: poolDiffs,
    },
    {
      service: 'inventory-service',
      at: -48,
      version: 'v3.7.2',
      title: 'Show stock of the nearest warehouse first',
      author: 'jonas-w',
      files: ['src/stock/nearest-warehouse.ts', 'src/stock/nearest-warehouse.test.ts'],
      diffs: warehouseDiffs,
    },
  ],
  merges: [
    {
      repo: 'acme/storefront',
      at: -21,
      title: 'Larger product pictures on narrow screens',
      author: 'lea-b',
      files: ['web/product/picture.css'],
      diffs: { 'web/product/picture.css': '@@ -8,3 +8,3 @@ .picture {\n-  width: 320px;\n+  width: 100%;\n }' },
    },
  ],
  behaviours: {
    'payment-gateway': {
      errorRatio: change(0.002, 0.26, { at: -4, over: 2 }),
      errorCode: '504',
      slowShare: change(0, 0.36, { at: -4, over: 2 }),
      slowSeconds: 30,
      memoryMb: change(210, 244, { at: -6, over: 3 }),
    },
    'checkout-service': {
      errorRatio: change(0.004, 0.31, { at: -4, over: 2 }),
      errorCode: '503',
      slowShare: change(0, 0.33, { at: -4, over: 2 }),
      slowSeconds: 30,
    },
    storefront: { errorRatio: change(0.003, 0.035, { at: -3.5, over: 2 }), errorCode: '502' },
  },
  logs: [
    {
      service: 'checkout-service',
      level: 'error',
      perSecond: change(0, 3.6, { at: -4, over: 2 }),
      line: (random) =>
        `msg="upstream connect error: connection timeout" upstream=payment-gateway.shop.svc:8080 path=${pick(random, ['/checkout', '/checkout/confirm'])} status=503 duration_ms=${30_000 + Math.floor(random() * 40)} trace_id=${token(random, 16, '0123456789abcdef')}`,
    },
    {
      service: 'payment-gateway',
      level: 'error',
      perSecond: change(0, 1.8, { at: -4, over: 2 }),
      line: (random) =>
        `msg="timed out waiting for a free connection" pool=processor in_use=8 max=8 waiting=${18 + Math.floor(random() * 60)} waited_ms=${29_900 + Math.floor(random() * 200)}`,
    },
    {
      service: 'payment-gateway',
      level: 'warn',
      perSecond: change(0, 0.08, { at: -4, over: 1 }),
      line: () => 'msg="health endpoint did not answer in time" probe=/healthz timeout_ms=1000',
    },
  ],
  restarts: [
    { service: 'payment-gateway', pod: 0, at: -3.1, reason: 'Error', exitCode: 137 },
    { service: 'payment-gateway', pod: 0, at: -1.9, reason: 'Error', exitCode: 137 },
    { service: 'payment-gateway', pod: 0, at: -0.7, reason: 'Error', exitCode: 137 },
  ],
  clusterEvents: [
    {
      service: 'payment-gateway',
      pod: 0,
      at: -3.6,
      until: -0.8,
      count: 9,
      type: 'Warning',
      reason: 'Unhealthy',
      message:
        'Liveness probe failed: Get "http://10.0.2.113:8080/healthz": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
    },
    {
      service: 'payment-gateway',
      pod: 0,
      at: -3.1,
      until: -0.7,
      count: 3,
      type: 'Normal',
      reason: 'Killing',
      message: 'Container payment-gateway failed liveness probe, will be restarted',
    },
    {
      service: 'search-service',
      pod: 1,
      at: -95,
      type: 'Warning',
      reason: 'Unhealthy',
      message: 'Readiness probe failed: HTTP probe failed with statuscode: 503',
    },
  ],
  alerts: [
    {
      name: 'CheckoutHighErrorRate',
      service: 'checkout-service',
      at: -1,
      severity: 'critical',
      summary: 'More than 5% of checkout requests fail',
      paged: true,
    },
  ],
};
