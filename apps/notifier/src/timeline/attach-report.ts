import type { Investigation } from '@incidentfox/incident';
import type { IncidentIo } from '@incidentfox/incident-io/api';
import type { DeliveryStore } from '@incidentfox/investigations';
import { reportUrl } from '../text/report-url.ts';

const slot = 'timeline:attachment';

/** Where the timeline may not be written: one link to the report, attached once. Gives what became of it. */
export async function attachReport(
  investigation: Investigation,
  deps: {
    incidentIo: Pick<IncidentIo, 'createAttachment'>;
    deliveries: DeliveryStore;
    now: () => number;
    consoleUrl: string | null;
  },
): Promise<'attached' | 'already' | 'no_address'> {
  const url = reportUrl(deps.consoleUrl, investigation);
  if (!url) return 'no_address';
  const record = await deps.deliveries.read(investigation.id, slot);
  if (record?.state === 'sent') return 'already';
  const attemptAt = new Date(deps.now()).toISOString();
  await deps.deliveries.write(investigation.id, { slot, state: 'sending', attemptAt });
  // It looks for the link first: incident.io has no idempotency key here.
  const { id } = await deps.incidentIo.createAttachment({
    incidentId: investigation.incidentId,
    url,
    title: 'Investigation report',
  });
  await deps.deliveries.write(investigation.id, { slot, state: 'sent', attemptAt, externalId: id });
  return 'attached';
}
