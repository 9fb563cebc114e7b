import type { PlaceSettings } from '@incidentfox/data-sources';
import type { Context, Incident, Window } from '@incidentfox/incident';

const hour = 3_600_000;
/** How far back to look for how often a service changes anyway. */
const historyDays = 7;

/** What all questions of a run share: the incident and the time ranges. */
export interface InvestigationScope {
  context: Context;
  incident: Pick<Incident, 'id' | 'reference' | 'createdAt'>;
  window: Window;
  /** Changes are asked for further back: a bad configuration may need hours to show. */
  changeWindow: Window;
  /** Before the change window: how often each service changes anyway. */
  history: Window;
  /** Where the incident takes place, as far as it is said. */
  place: PlaceSettings;
}

export function planScope(
  context: Context,
  incident: Pick<Incident, 'id' | 'reference' | 'createdAt'>,
  { changeWindowHours, now, place = {} }: { changeWindowHours: number; now: number; place?: PlaceSettings },
): InvestigationScope {
  const changesFrom = Math.min(context.window.from, context.alarmAt - changeWindowHours * hour);
  return {
    context,
    incident,
    place,
    window: context.window,
    changeWindow: { from: changesFrom, to: Math.max(now, context.window.to) },
    history: { from: changesFrom - historyDays * 24 * hour, to: changesFrom },
  };
}
