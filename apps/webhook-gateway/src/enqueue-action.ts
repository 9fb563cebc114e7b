import type { TeamSettings } from '@incidentfox/config';
import { Failure } from '@incidentfox/failures';
import { considerUpdate, investigateIncident } from '@incidentfox/jobs';
import type { JobProducer } from '@incidentfox/jobs/bullmq';
import type { Order } from './screen-event.ts';
import type { WebhookOutcome } from './webhook-outcome.ts';

interface Origin {
  team: TeamSettings;
  webhookId: string;
  eventType: string;
  /** Epoch ms. */
  receivedAt: number;
}

/** Puts the order on the queue, once for each webhook id; updates of one incident that come close together become one job. */
export async function enqueueOrder(
  order: Exclude<Order, { kind: 'ignore' }>,
  { team, webhookId, eventType, receivedAt }: Origin,
  producer: JobProducer,
): Promise<WebhookOutcome> {
  const { incidentId } = order;
  const address = { team: team.id, incidentId, key: jobKeyOf(webhookId), receivedAt };
  try {
    const added =
      order.kind === 'investigate'
        ? await producer.add(investigateIncident, { ...address, trigger: { kind: 'webhook' } })
        : await producer.add(considerUpdate, address, { coalesce: quietTime(team, incidentId) });
    return { kind: added === 'added' ? 'accepted' : 'duplicate', eventType, incidentId };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return {
      kind: 'queue_unavailable',
      reason: 'the queue cannot be reached; send again later',
      eventType,
      incidentId,
    };
  }
}

function quietTime(team: TeamSettings, incidentId: string): { id: string; ms: number } {
  return { id: `${team.id}-${incidentId}`, ms: team.incidentIo.policy.updateDebounceSeconds * 1_000 };
}

/** Job ids refuse colons; a webhook id is the sender's text. */
function jobKeyOf(webhookId: string): string {
  return webhookId.replace(/[^\w.-]/g, '_').slice(0, 128);
}
