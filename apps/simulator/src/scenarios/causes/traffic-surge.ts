import { change } from '../../shop/over-time.ts';
import { pick } from '../../shop/random.ts';
import type { Scenario } from '../../shop/scenario.ts';

/** A campaign sends five times the usual traffic to search; search runs out of CPU and answers slowly. Nobody changed anything. */
export const trafficSurge: Scenario = {
  name: 'traffic-surge',
  title: 'a campaign sends five times the usual traffic to search-service',
  incident: {
    name: 'Search is very slow',
    summary: 'Search results take many seconds. The marketing mail went out this morning.',
    severity: 'High',
  },
  behaviours: {
    storefront: { traffic: change(1, 2.6, { at: -14, over: 3 }), cpuCores: change(0.25, 0.52, { at: -14, over: 3 }) },
    'search-service': {
      traffic: change(1, 5.2, { at: -14, over: 3 }),
      cpuCores: change(0.25, 0.99, { at: -14, over: 3 }),
      latency: change(1, 14, { at: -13, over: 3 }),
      errorRatio: change(0.003, 0.06, { at: -11, over: 3 }),
      errorCode: '503',
    },
  },
  logs: [
    {
      service: 'search-service',
      level: 'warn',
      perSecond: change(0, 1.4, { at: -12, over: 3 }),
      line: (random) =>
        `msg="request queue is long" queued=${80 + Math.floor(random() * 240)} workers_busy=16 workers=16`,
    },
    {
      service: 'search-service',
      level: 'error',
      perSecond: change(0, 1.1, { at: -11, over: 3 }),
      line: (random) => `msg="request shed, queue is full" route=${pick(random, ['/search', '/suggest'])} status=503`,
    },
  ],
  alerts: [
    {
      name: 'SearchLatencyHigh',
      service: 'search-service',
      at: -8,
      severity: 'warning',
      summary: 'search p99 above 2 s',
      paged: true,
    },
  ],
};
