import type { TeamSettings } from '@incidentfox/config';
import {
  type PlaceSettings,
  readPlace,
  servicesHere,
  toRecordedQuestions,
  usualPlace,
} from '@incidentfox/data-sources';
import type { Context, Incident, Observations, RecordedQuestion, Step, Trigger } from '@incidentfox/incident';
import type { TeamDiscovery } from '../discovery/team-discovery.ts';
import type { Team } from '../team.ts';
import { chooseNow } from './1-context/choose-now.ts';
import { findAffectedAmong, isSure } from './1-context/find-affected.ts';
import { gatherContext, raisedAt } from './1-context/gather-context.ts';
import { textsOf } from './1-context/incident-texts.ts';
import { readAlarmingAlerts } from './1-context/read-alarming-alerts.ts';
import { catalogueCalls, edgeServices } from './2-plan/call-distances.ts';
import { planScope } from './2-plan/plan-scope.ts';
import { usableDiscovery } from './2-plan/usable-discovery.ts';
import { startCollection } from './3-collect/collection.ts';
import { askInRounds } from './rounds/ask-in-rounds.ts';
import { type Overview, sweepAll } from './rounds/overview.ts';

export interface InvestigationRun {
  readonly team: Team;
  /** What was discovered before; null or left out where the run has to find out for itself. */
  readonly discovery?: TeamDiscovery | null;
  readonly incident: Incident;
  readonly trigger: Trigger;
  /** Epoch ms; read once for the whole run, so that all windows agree. */
  readonly now: number;
  readonly signal: AbortSignal;
  /** Again when the telemetry told more of what the incident is about. */
  onContext(context: Context): Promise<void>;
  onSteps(steps: readonly Step[]): void;
}

/** Everything that a report is made from, with how it was come by. */
export interface Seen {
  context: Context;
  observations: Observations;
  /** False when the clock was not to be trusted: then calm may only mean that another time was looked at. */
  isTimeSure: boolean;
  known: Overview['known'];
  /** What was discovered before and used; null where there is none, or none that is new enough. */
  discovery: TeamDiscovery | null;
  questions: RecordedQuestion[];
  steps: Step[];
}

/** Reads what the incident is about, sweeps everything once, and asks in rounds where the trail leads. */
export async function observeIncident(run: InvestigationRun): Promise<Seen> {
  const { team, incident } = run;
  const { settings, sources } = team;
  const alerts = await readAlarmingAlerts(team.incidentIo, incident);
  const { now, gap } = chooseNow(run.now, raisedAt(incident, alerts), team.incidentIo.clockAheadMs());
  const place = placeSettings(settings, textsOf(incident, alerts));
  const services = run.trigger.services?.length ? settings.services : servicesHere(settings.services, place);
  const first = gatherContext(incident, alerts, services, run.trigger, now);
  await run.onContext(first);

  const { changeWindowHours } = settings.incidentIo;
  const scope = planScope(first, incident, { changeWindowHours, now, place });
  const collection = startCollection(scope, sources, { ...run, catalogue: services });
  const asking = { scope, sources, collection };
  const discovery = usableDiscovery(run.discovery ?? null, { now, place });
  const swept = await sweepAll(asking, services, discovery);
  const context = isSure(first.affected) ? first : { ...first, affected: affectedIn(swept, textsOf(incident, alerts)) };
  if (context !== first) await run.onContext(context);
  const affected = context.affected.map(({ service }) => service);
  const { observations, window, overview } = await askInRounds(asking, swept, affected);

  const gaps = [...observations.gaps, ...(gap ? [{ id: `g${observations.gaps.length + 1}`, ...gap }] : [])];
  return {
    context: { ...context, window },
    observations: { ...observations, gaps },
    isTimeSure: gap === null,
    known: overview.known,
    discovery,
    questions: toRecordedQuestions(collection.answers),
    steps: collection.steps(),
  };
}

/** Where the incident says it is, and what is set for the team, its tools and its services. */
function placeSettings({ place, tools, services }: TeamSettings, texts: ReturnType<typeof textsOf>): PlaceSettings {
  const held = tools.map((tool) => tool.place);
  const configured = [...held, ...services.map((service) => service.place)].flatMap((one) => one?.environment ?? []);
  return { said: readPlace(texts), team: usualPlace(place, held), configured };
}

function affectedIn({ known, swept }: Overview, texts: ReturnType<typeof textsOf>): Context['affected'] {
  const serving = new Set(swept.series.filter(({ signal }) => signal === 'request_rate').map(({ service }) => service));
  const outermost = edgeServices([...catalogueCalls(known.catalogue), ...swept.calls]);
  // Nobody calls a worker either, but nobody meets one.
  const edges = serving.size === 0 ? outermost : outermost.filter((name) => serving.has(name));
  return findAffectedAmong(texts, { ...known, edges });
}
