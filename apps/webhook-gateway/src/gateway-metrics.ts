import { eventTypes, shortEventTypes } from '@incidentfox/incident-io/webhooks';
import type { Metrics } from '@incidentfox/service-runtime';
import type { WebhookOutcome } from './webhook-outcome.ts';

/** What the gateway counts. Labels come from fixed lists only: a sender must not be able to make new series. */
export interface GatewayMetrics {
  received(outcome: WebhookOutcome['kind'], eventType: string | undefined, seconds: number): void;
}

const knownEventTypes: ReadonlySet<string> = new Set([...eventTypes, ...shortEventTypes]);

export function createGatewayMetrics(metrics: Metrics): GatewayMetrics {
  const total = metrics.counter('webhooks_total', 'Webhooks that came, by what became of them', ['outcome', 'event']);
  const duration = metrics.histogram('webhook_seconds', 'From the request to the answer', ['outcome']);
  // from nothing to one is no increase for Prometheus: what alerts ask for begins at zero
  total.inc({ outcome: 'forged', event: 'none' }, 0);
  return {
    received: (outcome, eventType, seconds) => {
      const event = eventType === undefined ? 'none' : knownEventTypes.has(eventType) ? eventType : 'unknown';
      total.inc({ outcome, event });
      duration.observe({ outcome }, seconds);
    },
  };
}
