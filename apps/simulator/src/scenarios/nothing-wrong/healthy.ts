import type { Scenario } from '../../shop/scenario.ts';

/** Somebody declares an incident; nothing is wrong. A deploy long ago and the usual noise are all there is. */
export const healthy: Scenario = {
  name: 'healthy',
  title: 'an incident is declared while nothing is wrong',
  incident: {
    name: 'Search feels slow?',
    summary: 'One customer wrote that search felt slow this morning. Not reproduced.',
    severity: 'Medium',
  },
  deploys: [
    {
      service: 'search-service',
      at: -1500,
      version: 'v2.19.0',
      title: 'Suggest categories while typing',
      author: 'lea-b',
      files: ['src/suggest/categories.ts'],
    },
  ],
  clusterEvents: [
    {
      service: 'cart-service',
      pod: 1,
      at: -133,
      type: 'Warning',
      reason: 'Unhealthy',
      message: 'Readiness probe failed: Get "http://10.0.3.21:8080/ready": context deadline exceeded',
    },
  ],
};
