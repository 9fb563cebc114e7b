import { change } from '../../shop/over-time.ts';
import { token } from '../../shop/random.ts';
import type { Scenario } from '../../shop/scenario.ts';
import { memory } from './memory.ts';

/** catalog-service is killed for its memory, and in the same quarter of an hour search-service is broken by a deploy. Both are real. */
export const twoFaults: Scenario = {
  name: 'two-faults',
  title: 'two faults at once: memory of catalog-service, a deploy of search-service',
  incident: {
    name: 'Product pages and search failing',
    summary: 'Shoppers can neither search nor open products.',
    severity: 'Critical',
  },
  deploys: [
    ...(memory.deploys ?? []),
    {
      service: 'search-service',
      at: -12,
      version: 'v2.20.0',
      title: 'Switch to the new index alias',
      author: 'lea-b',
      files: ['src/index/alias.ts'],
    },
  ],
  behaviours: {
    ...memory.behaviours,
    'search-service': { errorRatio: change(0.003, 0.4, { at: -11, over: 0.5 }), errorCode: '500' },
  },
  logs: [
    ...(memory.logs ?? []),
    {
      service: 'search-service',
      level: 'error',
      perSecond: change(0, 4, { at: -11, over: 0.5 }),
      line: (random) =>
        `msg="index_not_found_exception: no such index [products-v2]" trace_id=${token(random, 16, '0123456789abcdef')}`,
    },
  ],
  restarts: memory.restarts ?? [],
  clusterEvents: memory.clusterEvents ?? [],
  alerts: [
    ...(memory.alerts ?? []),
    {
      name: 'SearchErrors',
      service: 'search-service',
      at: -8,
      severity: 'critical',
      summary: 'Two of five searches fail',
      paged: true,
    },
  ],
};
