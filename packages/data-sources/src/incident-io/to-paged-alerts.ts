import type { Alert } from '@incidentfox/incident';
import type { Attachment, IncidentAlert } from '@incidentfox/incident-io/api';

/**
 * PagerDuty incidents attached to the incident, unless one of its alerts already tells of the same page. The attachment
 * does not say when it fired or whether it still does: it counts as acknowledged from the incident's declaration on.
 */
export function toPagedAlerts(
  attachments: readonly Attachment[],
  alerts: readonly IncidentAlert[],
  declaredAt: number,
): Alert[] {
  const alreadyTold = new Set(alerts.flatMap(({ sourceUrl, deduplicationKey }) => [sourceUrl, deduplicationKey]));
  return attachments
    .filter(
      ({ resourceType, url, externalId }) =>
        resourceType === 'pager_duty_incident' && !alreadyTold.has(url) && !alreadyTold.has(externalId),
    )
    .map(
      ({ id, externalId, url, title }): Alert => ({
        id: `pagerduty-${externalId ?? id}`,
        name: title ?? `PagerDuty incident ${externalId ?? id}`,
        state: 'acknowledged',
        service: null,
        startedAt: declaredAt,
        labels: { attached_as: 'pager_duty_incident' },
        description: 'Attached to the incident; its own state and start are not known here',
        ...(url === null ? {} : { url }),
      }),
    );
}
