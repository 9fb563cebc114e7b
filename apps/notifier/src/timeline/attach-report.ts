import type { Investigation } from '@incidentfox/incident';
import type { IncidentIo } from '@incidentfox/incident-io/api';
import type { DeliveryStore } from '@incidentfox/investigations';
import { reportUrl } from '../slack/blocks/report-url.ts';

const slot = 'timeline:attachment';

/** Where the timeline may not be written: one link to the report, attached once. Gives what became of it. */
export async function attachReport(
  investigation: Investigation,
  tools: {
    incidentIo: Pick<IncidentIo, 'createAttachment'>;
    deliveries: DeliveryStore;
    now: () => number;
    consoleUrl: string | null;
  },
): Promise<'attached' | 'already' | 'no_address'> {
  const url = reportUrl(tools.consoleUrl, investigation);
  if (!url) return 'no_address';
  const record = await tools.deliveries.read(investigation.id, slot);
  if (record?.state === 'sent') return 'already';
  const attemptAt = new Date(tools.now()).toISOString();
  await tools.deliveries.write(investigation.id, { slot, state: 'sending', attemptAt });
  // It looks for the link first: incident.io has no idempotency key here.
  const { id } = await tools.incidentIo.createAttachment({
    incidentId: investigation.incidentId,
    url,
    title: 'Investigation report',
  });
  await tools.deliveries.write(investigation.id, { slot, state: 'sent', attemptAt, externalId: id });
  return 'attached';
}
