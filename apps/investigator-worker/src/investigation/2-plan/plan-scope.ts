import type { TeamSettings } from '@incidentfox/config';
import type { Context, Incident, Window } from '@incidentfox/incident';
import { chooseServices, type ServiceToAsk } from './choose-services.ts';

const hour = 3_600_000;
/** How far back to look for how often a service changes anyway. */
const historyDays = 7;

/** What the questions are about: which services, over which time ranges. Every source with the capability is asked. */
export interface InvestigationScope {
  context: Context;
  incident: Pick<Incident, 'id' | 'reference' | 'createdAt'>;
  services: readonly ServiceToAsk[];
  window: Window;
  /** Changes are asked for further back: a bad configuration may need hours to show. */
  changeWindow: Window;
  /** Before the change window: how often each service changes anyway. */
  history: Window;
}

export function planScope(
  context: Context,
  incident: Pick<Incident, 'id' | 'reference' | 'createdAt'>,
  settings: TeamSettings,
  now: number,
): InvestigationScope {
  const changesFrom = Math.min(context.window.from, context.alarmAt - settings.incidentIo.changeWindowHours * hour);
  return {
    context,
    incident,
    services: chooseServices(
      context.affected.map((a) => a.service),
      settings.services,
    ),
    window: context.window,
    changeWindow: { from: changesFrom, to: Math.max(now, context.window.to) },
    history: { from: changesFrom - historyDays * 24 * hour, to: changesFrom },
  };
}
