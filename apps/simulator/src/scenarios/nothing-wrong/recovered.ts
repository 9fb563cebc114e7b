import { during } from '../../shop/over-time.ts';
import { token } from '../../shop/random.ts';
import type { Scenario } from '../../shop/scenario.ts';

/** inventory-service was deployed, failed, and was rolled back before anybody looked. */
export const recovered: Scenario = {
  name: 'recovered',
  title: 'trouble that was rolled back before anybody looked',
  incident: {
    name: 'Stock levels were wrong on inventory for a while',
    summary: 'It seems to be fine again, but we would like to know what it was.',
    severity: 'Medium',
  },
  deploys: [
    {
      service: 'inventory-service',
      at: -34,
      version: 'v3.8.0',
      title: 'Read stock from the replica',
      author: 'jonas-w',
      files: ['src/stock/read.ts'],
    },
    {
      service: 'inventory-service',
      at: -17,
      version: 'v3.7.1',
      title: 'Revert "Read stock from the replica"',
      author: 'jonas-w',
      files: ['src/stock/read.ts'],
    },
  ],
  behaviours: {
    'inventory-service': { errorRatio: during(0.003, 0.27, { from: -33, to: -16.5 }), errorCode: '500' },
    'checkout-service': { errorRatio: during(0.004, 0.2, { from: -33, to: -16.5 }), errorCode: '502' },
  },
  logs: [
    {
      service: 'inventory-service',
      level: 'error',
      perSecond: during(0, 3.2, { from: -33, to: -16.5 }),
      line: (random) =>
        `msg="cannot execute UPDATE in a read-only transaction" store=orders-db-replica sku=${Math.floor(random() * 90_000)} trace_id=${token(random, 16, '0123456789abcdef')}`,
    },
  ],
};
