import type { Metrics } from '@incidentfox/service-runtime';

/** How the discovery goes that runs all the time. */
export interface DiscoveryMetrics {
  looked(outcome: 'found' | 'nothing' | 'failed'): void;
}

export function createDiscoveryMetrics(metrics: Metrics, now: () => number): DiscoveryMetrics {
  const looks = metrics.counter('discoveries_total', "Looks at a team's services, by outcome", ['outcome']);
  const last = metrics.gauge('discovery_last_success_seconds', 'When services were last discovered, in Unix time');
  return {
    looked: (outcome) => {
      looks.inc({ outcome });
      if (outcome === 'found') last.set(now() / 1_000);
    },
  };
}
