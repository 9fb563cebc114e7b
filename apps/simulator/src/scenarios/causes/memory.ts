import { change, sawtooth } from '../../shop/over-time.ts';
import { pick, token } from '../../shop/random.ts';
import type { Scenario } from '../../shop/scenario.ts';

/** catalog-service gets a lower memory limit and is killed by the kernel again and again; cart-service is deployed close by and is innocent. */
export const memory: Scenario = {
  name: 'memory',
  title: 'a lowered memory limit gets catalog-service killed, with an innocent deploy close by',
  incident: {
    name: 'Product pages failing on catalog',
    summary: 'Shoppers see error pages on product details. Comes and goes.',
    severity: 'Critical',
  },
  deploys: [
    {
      service: 'catalog-service',
      at: -24,
      title: 'Lower the memory limit of catalog from 512Mi to 320Mi',
      body: 'Utilisation report says 40% is unused on weekends.',
      author: 'platform-bot',
      files: ['deploy/production/values.yaml'],
      diffs: {
        'deploy/production/values.yaml':
          '@@ -11,6 +11,6 @@ catalog:\n   resources:\n     limits:\n-      memory: 512Mi\n+      memory: 320Mi\n     requests:\n       memory: 192Mi',
      },
      memoryLimitMb: 320,
    },
    {
      service: 'cart-service',
      at: -16,
      version: 'v4.3.0',
      title: 'Remember the cart for thirty days',
      author: 'noor-a',
      files: ['src/cart/retention.ts', 'src/cart/retention.test.ts'],
    },
  ],
  behaviours: {
    'catalog-service': {
      memoryMb: sawtooth(205, 322, { at: -24, every: 4 }),
      errorRatio: change(0.003, 0.14, { at: -20, over: 2 }),
      errorCode: '503',
      latency: change(1, 2.4, { at: -20, over: 2 }),
    },
    storefront: { errorRatio: change(0.003, 0.07, { at: -19.5, over: 2 }), errorCode: '502' },
  },
  logs: [
    {
      service: 'catalog-service',
      level: 'info',
      perSecond: change(0, 0.03, { at: -20, over: 1 }),
      line: () => 'msg="starting" version=v6.0.2 heap_limit_mb=288',
    },
    {
      service: 'catalog-service',
      level: 'warn',
      perSecond: change(0, 0.5, { at: -22, over: 1 }),
      line: (random) =>
        `msg="garbage collection took long" pause_ms=${400 + Math.floor(random() * 900)} heap_used_mb=${270 + Math.floor(random() * 18)}`,
    },
    {
      service: 'storefront',
      level: 'error',
      perSecond: change(0, 2.2, { at: -20, over: 2 }),
      line: (random) =>
        `msg="catalog answered with an error" upstream=catalog.shop.svc:8080 error="${pick(random, ['connection reset by peer', 'connection refused'])}" path=/products/${1000 + Math.floor(random() * 9000)} trace_id=${token(random, 16, '0123456789abcdef')}`,
    },
  ],
  restarts: [-20, -16, -12, -8, -4, -0.2].flatMap((at) => [
    { service: 'catalog-service', pod: 0, at, reason: 'OOMKilled' as const, exitCode: 137 },
    { service: 'catalog-service', pod: 1, at: at - 0.6, reason: 'OOMKilled' as const, exitCode: 137 },
  ]),
  clusterEvents: [
    {
      service: 'catalog-service',
      pod: 0,
      at: -15,
      until: -0.1,
      count: 14,
      type: 'Warning',
      reason: 'BackOff',
      message: 'Back-off restarting failed container catalog in pod',
    },
  ],
  alerts: [
    {
      name: 'CatalogErrorBudgetBurn',
      service: 'catalog-service',
      at: -2,
      severity: 'critical',
      summary: 'catalog-service burns its error budget 14 times too fast',
      paged: true,
    },
  ],
};
