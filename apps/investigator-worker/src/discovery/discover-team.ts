import {
  type CollectedAnswer,
  type DataSource,
  type DiscoveredService,
  type Discovery,
  discoverAll,
  proposeCatalogue,
  serviceOf,
  usualPlace,
} from '@incidentfox/data-sources';
import type { Service } from '@incidentfox/incident';
import type { Team } from '../team.ts';
import type { TeamDiscovery } from './team-discovery.ts';

/** What one look found, or why nothing could be found. */
export interface TeamLook {
  /** Null when nobody answered. */
  readonly discovery: TeamDiscovery | null;
  /** What could not be asked, one sentence a source. */
  readonly failures: readonly string[];
}

/** Sources that list what is written or watched, not what runs. */
const notRunning = new Set(['github', 'gitlab', 'sentry', 'pagerduty', 'incident_io']);
/** Such lists cost many requests of few, and change rarely. */
const listsEveryMs = 60 * 60_000;
const maxServices = 300;

/** One look at a team's sources. It keeps the long lists of the look before for an hour. */
export function createTeamLook(now: () => number): (team: Team, signal: AbortSignal) => Promise<TeamLook> {
  const longLists = new WeakMap<Team, { at: number; services: readonly DiscoveredService[] }>();
  return async (team, signal) => {
    const { settings, sources } = team;
    const held = settings.tools.map(({ place }) => place);
    const hasCatalogue = settings.services.length > 0;
    const kept = longLists.get(team);
    const isDue = kept === undefined || now() - kept.at >= listsEveryMs;
    const isListed = ({ kind }: DataSource) => !hasCatalogue && (isDue || !notRunning.has(kind));
    const found = await discoverAll({
      sources,
      place: { team: usualPlace(settings.place, held) },
      now,
      signal,
      listedBy: isListed,
      withNames: !hasCatalogue,
    });
    const fresh = found.services.filter(({ kind }) => notRunning.has(kind));
    if (isDue && !hasCatalogue) longLists.set(team, { at: now(), services: fresh });
    const services = isDue ? found.services : [...found.services, ...kept.services];
    return { discovery: toTeamDiscovery(found, services), failures: failuresOf(found) };
  };
}

function toTeamDiscovery(found: Discovery, services: readonly DiscoveredService[]): TeamDiscovery | null {
  const calls = found.calls.filter(isAnswered);
  if (calls.length === 0 && found.services.length === 0) return null;
  return {
    at: found.at,
    place: found.place,
    calls: found.calls.every((one) => isAnswered(one) || isSettled(one)) ? calls.map((one) => told(one, found.at)) : [],
    services: whatRuns(services),
  };
}

const isAnswered = ({ answer: { state } }: CollectedAnswer): boolean => state !== 'failed' && state !== 'skipped';

/** It has nothing to tell, and a run that asked it again would hear the same. */
const isSettled = ({ answer: { failure } }: CollectedAnswer): boolean =>
  failure !== undefined && ['config', 'forbidden', 'not_found'].includes(failure.kind);

/** That two call each other lasts; how often and how well they did at that time says nothing of an incident. */
function told(one: CollectedAnswer, at: number): CollectedAnswer {
  if (one.capability !== 'topology') return one;
  const items = one.answer.items.map(({ rate: _rate, errorRatio: _ratio, p95: _p95, ...edge }) => edge);
  const when = `${new Date(at).toISOString().slice(11, 16)} UTC`;
  const warnings = [...one.answer.warnings, `found at ${when}, before this investigation`];
  return { ...one, answer: { ...one.answer, items, warnings } };
}

/** Entries of what runs, with the names under which it is written and watched. */
function whatRuns(services: readonly DiscoveredService[]): Service[] {
  return proposeCatalogue(services, [])
    .filter(({ knownBy }) => knownBy.some((kind) => !notRunning.has(kind)))
    .slice(0, maxServices)
    .map((one) => withOwnNames(serviceOf(one)));
}

/** Where things run and are measured they are looked for by all their names, in the place that an incident is about. */
function withOwnNames(service: Service): Service {
  const names = Object.entries(service.vendorNames).flatMap(([kind, name]) =>
    notRunning.has(kind) ? [] : typeof name === 'string' ? name : (name.workload ?? name.application ?? []),
  );
  const aliases = new Set(
    [...service.aliases, ...names].filter((name) => name !== service.name && !/\s|\//.test(name)),
  );
  const written = Object.entries(service.vendorNames).filter(([kind]) => notRunning.has(kind));
  return { ...service, aliases: [...aliases], vendorNames: Object.fromEntries(written) };
}

function failuresOf({ lists, calls }: Discovery): string[] {
  const ofLists = lists.flatMap(({ source, why }) => (why === null ? [] : `${source}: ${why}`));
  const ofCalls = calls.flatMap(({ question, answer }) =>
    answer.state === 'failed' ? `${question.source}: ${answer.failure?.message ?? 'not answered'}` : [],
  );
  return [...new Set([...ofLists, ...ofCalls])];
}
