import type { TeamSettings } from '@incidentfox/config';
import { createIncidentIo } from '@incidentfox/incident-io/api';
import { requestInvestigation } from '@incidentfox/jobs';
import { connectProducer } from '@incidentfox/jobs/bullmq';

export interface InvestigateArguments {
  /** `INC-123`, or the id of the incident. */
  reference: string;
  by: string;
  services: string[] | undefined;
  windowMinutes: number | undefined;
}

/**
 * Asks for an investigation through the queue, as everybody does.
 * @throws Failure when the incident cannot be found or the queue cannot be reached
 */
export async function queueInvestigation(
  { reference, by, services, windowMinutes }: InvestigateArguments,
  team: TeamSettings,
  { redisUrl, prefix }: { redisUrl: string; prefix: string },
): Promise<{ reference: string }> {
  const { apiUrl, apiKey } = team.incidentIo;
  const incidentIo = createIncidentIo({ apiUrl, apiKey: () => apiKey?.reveal() ?? '' });
  const producer = await connectProducer({ redisUrl, prefix });
  try {
    return await requestInvestigation(
      { team: team.id, reference, by, ...(services && { services }), ...(windowMinutes && { windowMinutes }) },
      { producer, findIncident: (id) => incidentIo.incident(id), now: Date.now },
    );
  } finally {
    await producer.close();
    await incidentIo.close();
  }
}
