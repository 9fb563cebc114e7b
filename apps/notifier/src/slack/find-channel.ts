import type { Investigation } from '@incidentfox/incident';
import type { IncidentIo } from '@incidentfox/incident-io/api';
import type { DeliveryStore } from '@incidentfox/investigations';
import { TryLater } from '@incidentfox/jobs';

const slot = 'slack:channel';

/**
 * The incident's own channel; messages never go anywhere else. incident.io makes the channel some time after the incident:
 * it is asked again after 2, 5, 10, 20, 40 ... seconds (`TryLater`) until `withinMs` have passed, then null. A later update
 * that brings the channel is delivered all the same.
 */
export async function findChannel(
  investigation: Investigation,
  deps: { deliveries: DeliveryStore; incidentIo: IncidentIo | null; now: () => number; withinMs: number },
): Promise<string | null> {
  const { deliveries, now } = deps;
  const record = await deliveries.read(investigation.id, slot);
  if (record?.state === 'sent' && record.channel) return record.channel;
  const write = (fields: {
    state: 'waiting' | 'sent' | 'given_up';
    attemptAt: string;
    channel?: string;
    reason?: string;
  }) => deliveries.write(investigation.id, { slot, ...fields });

  const channel = investigation.incident?.channel?.id || (await reread(investigation, deps.incidentIo));
  const since = record?.attemptAt ?? new Date(now()).toISOString();
  if (channel) {
    await write({ state: 'sent', attemptAt: since, channel });
    return channel;
  }
  const waited = now() - Date.parse(since);
  if (waited >= deps.withinMs) {
    await write({
      state: 'given_up',
      attemptAt: since,
      reason: 'incident.io made no Slack channel for this incident.',
    });
    return null;
  }
  await write({ state: 'waiting', attemptAt: since, reason: 'incident.io has not made the channel yet.' });
  throw new TryLater(nextCheckMs(waited), 'the incident has no channel yet');
}

/** 2, 5, 10, 20, 40 ... seconds: each wait about as long as all before it. */
function nextCheckMs(waitedMs: number): number {
  return Math.min(Math.max(2_000, waitedMs * 1.2 + 1_000), 120_000);
}

async function reread(investigation: Investigation, incidentIo: IncidentIo | null): Promise<string | null> {
  if (!incidentIo) return null;
  return (await incidentIo.incident(investigation.incidentId)).channel?.id || null;
}
