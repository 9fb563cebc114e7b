import { change } from '../../shop/over-time.ts';
import { token } from '../../shop/random.ts';
import type { Scenario } from '../../shop/scenario.ts';

/** A flag is switched on in the flags repository; search takes a path that was never run with real data. No deploy of search. */
export const badFlag: Scenario = {
  name: 'bad-flag',
  title: 'a flag turns on a code path of search-service that fails',
  incident: {
    name: 'Search results empty for many queries',
    summary: 'Shoppers find nothing. Error tracker is full of TypeErrors.',
    severity: 'High',
  },
  deploys: [
    {
      service: 'search-service',
      at: -11,
      title: 'flags: turn on synonyms_v2 for everybody',
      author: 'lea-b',
      files: ['config/flags.production.yaml'],
    },
    {
      service: 'catalog-service',
      at: -64,
      version: 'v6.0.3',
      title: 'Sort variants by size',
      author: 'tom-s',
      files: ['src/variants/sort.ts'],
    },
  ],
  behaviours: {
    'search-service': { errorRatio: change(0.003, 0.34, { at: -10.5, over: 0.5 }), errorCode: '500' },
    storefront: { errorRatio: change(0.003, 0.06, { at: -10.2, over: 0.5 }), errorCode: '502' },
  },
  logs: [
    {
      service: 'search-service',
      level: 'error',
      perSecond: change(0, 6, { at: -10.5, over: 0.5 }),
      line: (random) =>
        `msg="TypeError: Cannot read properties of undefined (reading 'synonyms')" at="expandQuery (/app/dist/synonyms-v2.js:41:18)" flag=synonyms_v2 trace_id=${token(random, 16, '0123456789abcdef')}`,
    },
  ],
  alerts: [
    {
      name: 'SearchErrors',
      service: 'search-service',
      at: -7,
      severity: 'critical',
      summary: 'A third of all searches fail',
      paged: true,
    },
  ],
};
