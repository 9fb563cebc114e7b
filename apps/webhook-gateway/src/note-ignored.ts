import type { IncidentIoSettings } from '@incidentfox/config';
import type { WebhookEvent } from '@incidentfox/incident-io/webhooks';
import { toPriority } from '@incidentfox/severity';
import type { GatewayDeps } from './gateway-deps.ts';

/** Remembers why a declared incident starts nothing, for whoever asks. The answer to the webhook does not depend on it. */
export async function noteIgnored(
  { notStarted, logger, now }: Pick<GatewayDeps, 'notStarted' | 'logger' | 'now'>,
  team: { readonly id: string; readonly incidentIo: IncidentIoSettings },
  event: WebhookEvent,
  reason: string,
): Promise<void> {
  if (event.kind !== 'incident-declared') return;
  const { id: incidentId, reference, name, severity, visibility } = event.incident;
  const isPrivate = visibility === 'private';
  const { priority } = toPriority(severity, { map: team.incidentIo.policy.severityMap, all: [] });
  const said = { priority, reason, isPrivate };
  try {
    await notStarted.note({ team: team.id, incidentId, reference, name: isPrivate ? null : name, ...said }, now());
  } catch (error) {
    logger.warn({ incidentId, team: team.id, error }, 'why an incident is not investigated could not be kept');
  }
}
