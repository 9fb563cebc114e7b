import type { Investigation } from '@incidentfox/incident';
import type { IncidentIo } from '@incidentfox/incident-io/api';
import type { DeliveryRecord, DeliveryStore } from '@incidentfox/investigations';
import { TryLater } from '@incidentfox/jobs';

export const channelSlot = 'slack:channel';

export interface FindChannelDeps {
  readonly deliveries: DeliveryStore;
  readonly incidentIo: IncidentIo | null;
  readonly now: () => number;
  /** How long incident.io may take to make the channel, ms. */
  readonly withinMs: number;
}

/**
 * The incident's own channel; messages never go anywhere else. incident.io makes the channel some time after the incident:
 * it is asked again after 2, 5, 10, 20, 40 ... seconds (`TryLater`) until `withinMs` have passed, then null. A later update
 * that brings the channel, `said`, is delivered all the same. Where what is said differs from what is known, incident.io decides.
 */
export async function findChannel(
  investigation: Investigation,
  said: string | undefined,
  deps: FindChannelDeps,
): Promise<string | null> {
  const record = await deps.deliveries.read(investigation.id, channelSlot);
  const known = record?.state === 'sent' ? record.channel : undefined;
  const claims = [said, investigation.incident?.channel?.id].filter((id): id is string => Boolean(id));
  if (known && claims.every((id) => id === known)) return known;
  const channel = known ? await nowOf(investigation, known, deps) : (claims[0] ?? (await reread(investigation, deps)));
  const since = record?.attemptAt ?? new Date(deps.now()).toISOString();
  if (!channel) return waitForChannel(investigation, since, deps);
  if (channel !== known) await rememberChannel(investigation, channel, since, deps);
  return channel;
}

/** The channel the incident has now, when it is another than `former`: an archived or lost channel may have been replaced. */
export async function replacedChannel(
  investigation: Investigation,
  former: string,
  deps: FindChannelDeps,
): Promise<string | null> {
  const channel = await nowOf(investigation, former, deps);
  if (channel === former) return null;
  await rememberChannel(investigation, channel, new Date(deps.now()).toISOString(), deps);
  return channel;
}

/** An incident.io that is away or says nothing changes nothing. */
async function nowOf(investigation: Investigation, known: string, deps: FindChannelDeps): Promise<string> {
  return (await reread(investigation, deps).catch(() => null)) ?? known;
}

async function waitForChannel(investigation: Investigation, since: string, deps: FindChannelDeps): Promise<null> {
  const write = (fields: Pick<DeliveryRecord, 'state' | 'reason'>) =>
    deps.deliveries.write(investigation.id, { slot: channelSlot, attemptAt: since, ...fields });
  const waited = deps.now() - Date.parse(since);
  if (waited >= deps.withinMs) {
    await write({ state: 'given_up', reason: 'incident.io made no Slack channel for this incident.' });
    return null;
  }
  await write({ state: 'waiting', reason: 'incident.io has not made the channel yet.' });
  throw new TryLater(nextCheckMs(waited), 'the incident has no channel yet');
}

function rememberChannel(
  { id }: Investigation,
  channel: string,
  attemptAt: string,
  { deliveries }: FindChannelDeps,
): Promise<void> {
  return deliveries.write(id, { slot: channelSlot, state: 'sent', attemptAt, channel });
}

/** 2, 5, 10, 20, 40 ... seconds: each wait about as long as all before it. */
function nextCheckMs(waitedMs: number): number {
  return Math.min(Math.max(2_000, waitedMs * 1.2 + 1_000), 120_000);
}

async function reread(investigation: Investigation, { incidentIo }: FindChannelDeps): Promise<string | null> {
  if (!incidentIo) return null;
  return (await incidentIo.incident(investigation.incidentId)).channel?.id || null;
}
