import { z } from 'zod';
import { FaultMode } from '../http/faults.ts';
import type { Scenario } from '../shop/scenario.ts';
import type { DeclaredIncident, Organisation } from '../vendors/incident-io/organisation.ts';
import type { DeliveredWebhook, WebhookSender } from '../vendors/incident-io/webhooks.ts';
import { toWebhookIncident } from '../vendors/incident-io/wire.ts';
import type { Workspace } from '../vendors/slack/workspace.ts';
import { declareIncident, openIncidentChannel } from './declare.ts';

/** A second incident of the same scenario within this time meets the same trouble, not a new one. */
const sameTroubleMs = 300_000;

export interface Played {
  readonly scenario: string;
  readonly incidentId: string;
  readonly reference: string;
  /** Null while incident.io has not made it yet. */
  readonly channel: string | null;
  readonly webhook: DeliveredWebhook;
}

export interface Playing {
  readonly organisation: Organisation;
  readonly workspace: Workspace;
  readonly webhooks: WebhookSender;
  readonly now: () => number;
  readonly scenarios: readonly Scenario[];
  readonly stage: {
    readonly current: { readonly scenario: Scenario; readonly alarmAt: number };
    start(scenario: Scenario, alarmAt: number): Promise<void>;
  };
  readonly setFault: (fault: z.output<typeof FaultRequest>) => Promise<boolean>;
  /** Runs something later; forgotten when the simulator closes. */
  readonly later: (ms: number, run: () => void) => void;
}

/** How one vendor misbehaves from now on. */
export const FaultRequest = z.strictObject({
  vendor: z.string(),
  mode: FaultMode,
  times: z.number().int().min(1).optional(),
  path: z.string().optional(),
  retryAfter: z.number().int().min(0).optional(),
});

export const PlayRequest = z.strictObject({
  scenario: z.string(),
  /** Start the trouble anew although the same scenario plays already. */
  anew: z.boolean().default(false),
  /** What goes wrong with the vendors from the start, beside what the scenario says. */
  faults: z.array(FaultRequest).default([]),
});

/** Starts the trouble, declares its incident and sends the webhook. Null when there is no such scenario. */
export async function play(playing: Playing, request: z.output<typeof PlayRequest>): Promise<Played | null> {
  const scenario = playing.scenarios.find((candidate) => candidate.name === request.scenario);
  if (!scenario) return null;
  const now = playing.now();
  const { current } = playing.stage;
  const goesOn = !request.anew && current.scenario === scenario && now - current.alarmAt < sameTroubleMs;
  if (!goesOn) await playing.stage.start(scenario, now);
  for (const fault of request.faults) await playing.setFault(fault);
  const incident = declareIncident(playing.organisation, scenario, now);
  const wait = scenario.incident.channelAfterSeconds === undefined ? 0 : scenario.incident.channelAfterSeconds;
  if (wait === 0) openIncidentChannel(playing.workspace, incident, now);
  else if (wait !== null) playing.later(wait * 1000, () => void openChannelLater(playing, incident));
  const webhook = await playing.webhooks.send('public_incident.incident_created_v2', toWebhookIncident(incident));
  return {
    scenario: scenario.name,
    incidentId: incident.id,
    reference: `INC-${incident.number}`,
    channel: incident.channel?.id ?? null,
    webhook,
  };
}

async function openChannelLater(playing: Playing, incident: DeclaredIncident): Promise<void> {
  openIncidentChannel(playing.workspace, incident, playing.now());
  await playing.webhooks.send('public_incident.incident_updated_v2', toWebhookIncident(incident));
}
