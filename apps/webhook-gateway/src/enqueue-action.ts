import type { TeamSettings } from '@incidentfox/config';
import { Failure } from '@incidentfox/failures';
import { considerUpdate, investigateIncident } from '@incidentfox/jobs';
import type { JobProducer } from '@incidentfox/jobs/bullmq';
import type { WebhookAction } from './screen-event.ts';
import type { WebhookOutcome } from './webhook-outcome.ts';

interface ActionSource {
  team: TeamSettings;
  webhookId: string;
  eventType: string;
  /** Epoch ms. */
  receivedAt: number;
}

/** Puts the action on the queue, once for each webhook id; updates of one incident that come close together become one job. */
export async function enqueueAction(
  action: Exclude<WebhookAction, { kind: 'ignore' }>,
  { team, webhookId, eventType, receivedAt }: ActionSource,
  producer: JobProducer,
): Promise<WebhookOutcome> {
  const { incidentId, visibility } = action;
  const payload = { team: team.id, incidentId, key: jobKeyOf(webhookId), receivedAt, visibility };
  try {
    const added =
      action.kind === 'investigate'
        ? await producer.add(investigateIncident, { ...payload, trigger: { kind: 'webhook' } })
        : await producer.add(considerUpdate, payload, { coalesce: quietTime(team, incidentId) });
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
