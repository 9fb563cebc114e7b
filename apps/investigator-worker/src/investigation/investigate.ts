import { compileReport, diagnose } from '@incidentfox/analysis';
import type { TeamSettings } from '@incidentfox/config';
import {
  type PlaceSettings,
  readPlace,
  servicesHere,
  toRecordedQuestions,
  usualPlace,
} from '@incidentfox/data-sources';
import type { Context, Incident, RecordedQuestion, Report, Step, Trigger } from '@incidentfox/incident';
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

export interface InvestigationFindings {
  context: Context;
  questions: RecordedQuestion[];
  steps: Step[];
  report: Report;
}

/** The investigation as a story: context, a sweep of everything, questions in rounds, diagnosis, report. */
export async function investigate(run: InvestigationRun): Promise<InvestigationFindings> {
  const { team, incident } = run;
  const { settings, sources } = team;
  const alerts = await readAlarmingAlerts(team.incidentIo, incident);
  const { now, gap } = chooseNow(run.now, raisedAt(incident, alerts), team.incidentIo.clockAheadMs());
  const place = placeSettings(settings, textsOf(incident, alerts));
  const services = run.trigger.services?.length ? settings.services : servicesHere(settings.services, place);
  const first = gatherContext(incident, alerts, services, run.trigger, now);
  await run.onContext(first);

  const { changeWindowHours, minConfidence } = settings.incidentIo;
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
  const diagnosis = diagnose({ ...observations, gaps }, { minConfidence, mayBeHealthy: gap === null });
  const platform = { kubernetes: sources.some(({ kind }) => kind === 'kubernetes'), services: overview.known.all };
  const seen = { ...context, window };
  return {
    context: seen,
    questions: toRecordedQuestions(collection.answers),
    steps: collection.steps(),
    report: withCatalogueGap(
      compileReport({ diagnosis, incident, context: seen, platform }),
      overview.known,
      discovery,
    ),
  };
}

/** Where the incident says it is, and what is set for the team, its tools and its services. */
function placeSettings({ place, tools, services }: TeamSettings, texts: ReturnType<typeof textsOf>): PlaceSettings {
  const held = tools.map((tool) => tool.place);
  const configured = [...held, ...services.map((service) => service.place)].flatMap((one) => one?.environment ?? []);
  return { said: readPlace(texts), team: usualPlace(place, held), configured };
}

/** Without a catalogue the investigation works with what it found; what that misses the reader should know. It changes no diagnosis. */
function withCatalogueGap(
  report: Report,
  { catalogue, discovered, stores }: Overview['known'],
  discovery: TeamDiscovery | null,
): Report {
  if (catalogue.length > 0) return report;
  const found = discovered.length + stores.length;
  const how =
    discovery === null
      ? 'that telemetry shows'
      : `found in the data sources at ${new Date(discovery.at).toISOString().slice(11, 16)} UTC and in telemetry`;
  const why = `no services are configured, so the ${found} ${how} were taken; services:discover writes them down`;
  return {
    ...report,
    gaps: [...report.gaps, { id: `g${report.gaps.length + 1}`, what: 'the service catalogue', why }],
  };
}

function affectedIn({ known, swept }: Overview, texts: ReturnType<typeof textsOf>): Context['affected'] {
  const serving = new Set(swept.series.filter(({ signal }) => signal === 'request_rate').map(({ service }) => service));
  const outermost = edgeServices([...catalogueCalls(known.catalogue), ...swept.calls]);
  // Nobody calls a worker either, but nobody meets one.
  const edges = serving.size === 0 ? outermost : outermost.filter((name) => serving.has(name));
  return findAffectedAmong(texts, { ...known, edges });
}
