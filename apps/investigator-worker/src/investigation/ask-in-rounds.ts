import { diagnose } from '@incidentfox/analysis';
import {
  type CollectedAnswer,
  type DataSource,
  deadlines,
  isStore,
  questionsFor,
  toObservations,
} from '@incidentfox/data-sources';
import {
  type AffectedService,
  type Capability,
  capabilities,
  type Diagnosis,
  type Edge,
  essentialCapabilities,
  type Observations,
  type Service,
  type Window,
} from '@incidentfox/incident';
import { catalogueCalls } from './2-plan/call-distances.ts';
import { chooseNext } from './2-plan/choose-next.ts';
import { chooseServices } from './2-plan/choose-services.ts';
import { findMoved, type Moved } from './2-plan/find-moved.ts';
import { findNamedHosts, toMentionEdges } from './2-plan/find-named-hosts.ts';
import { followTrail, loudElsewhere } from './2-plan/follow-trail.ts';
import type { InvestigationScope } from './2-plan/plan-scope.ts';
import { widenWindow } from './2-plan/widen-window.ts';
import type { Collection } from './3-collect/collection.ts';
import { type KnownServices, knownServices, withHosts } from './3-collect/known-services.ts';
import { readSweep, type Swept } from './3-collect/read-sweep.ts';

/** With less time than this a round would only bring questions that came too late. */
const minRoundMs = 5_000;
/** Re-asking all over a longer window takes about as long as asking did. */
const minWideningMs = 30_000;
const maxWidened = 20;

/** What asking needs to know. */
interface Asking {
  readonly scope: InvestigationScope;
  readonly sources: readonly DataSource[];
  readonly collection: Collection;
}

/** What the sweep of all services told, which every round plans with. */
export interface Overview {
  readonly sweep: readonly CollectedAnswer[];
  readonly known: KnownServices;
  readonly swept: Swept;
  readonly moved: readonly Moved[];
}

/** The sweep of round 1: a few queries a source about all services at once. */
export async function sweepAll({ scope, collection }: Asking, services: readonly Service[]): Promise<Overview> {
  const { window } = scope;
  const names = services.flatMap(({ name, aliases }) => [name, ...aliases]);
  const questions = (['metrics', 'logs', 'topology'] as const).map((capability) => ({ service: null, capability }));
  const sweep = await collection.ask(1, questions, { window, names, maxMs: deadlines.sweep });
  return overviewOf(scope, sweep, knownServices(services, sweep));
}

function overviewOf({ context, window }: InvestigationScope, sweep: Overview['sweep'], known: KnownServices): Overview {
  const swept = readSweep(sweep, known);
  return { sweep, known, swept, moved: findMoved(swept.series, swept.digests, { window, alarmAt: context.alarmAt }) };
}

/** What was seen, and the window in which it was. */
export interface Asked {
  observations: Observations;
  window: Window;
}

/** Round 1 about the affected services and their neighbours, round 2 where the trail leads, round 3 what a first diagnosis asks next. */
export async function askInRounds(
  asking: Asking,
  overview: Overview,
  affected: readonly AffectedService[],
): Promise<Asked> {
  const names = affected.map(({ service }) => service);
  const near = await askNeighbours(asking, overview, names);
  const wider = await askAlongTheTrail(asking, overview, { names, near });
  return askNext(asking, wider, names);
}

async function askNeighbours(asking: Asking, { known, swept, moved }: Overview, names: string[]): Promise<Service[]> {
  const { scope, sources, collection } = asking;
  const services = known.catalogue.length > 0 ? withNamed(known, names) : [...known.discovered, ...known.stores];
  const loudness = new Map(moved.map((one) => [one.service, one.loudness]));
  const chosen = chooseServices(names, services, { calls: swept.calls, loudness });
  const near = chosen.filter((one) => one.near).map(({ service }) => service);
  const telemetry = worthAsking(sources).filter((capability) => capability !== 'changes');
  await Promise.all([
    collection.ask(
      1,
      near.flatMap((one) => questionsFor([one], worthAskingOf(one, known, telemetry))),
      scope,
    ),
    collection.ask(
      1,
      questionsFor(
        chosen.map(({ service }) => service).filter((one) => isCatalogued(one, known) || !isStore(one)),
        ['changes'],
      ),
      { window: scope.changeWindow },
    ),
  ]);
  return near;
}

/** The catalogue, and of the rest what the incident names. */
function withNamed({ catalogue, discovered }: KnownServices, names: readonly string[]): Service[] {
  return [...catalogue, ...discovered.filter(({ name }) => names.includes(name))];
}

async function askAlongTheTrail(
  asking: Asking,
  overview: Overview,
  { names, near }: { names: readonly string[]; near: readonly Service[] },
): Promise<Overview> {
  const { scope, collection } = asking;
  if (collection.remaining() < minRoundMs) return overview;
  const seen = observe(asking, overview, { names, window: scope.window });
  const hosts = findNamedHosts(seen.logs, overview.known.ownerOf);
  const known = withHosts(
    overview.known,
    hosts.map(({ to }) => to),
  );
  const wider = overviewOf(scope, overview.sweep, known);
  const trail = followTrail(
    {
      affected: names,
      asked: new Set(near.map(({ name }) => name)),
      moved: wider.moved,
      calls: seen.edges,
      hosts,
    },
    known.serviceOf,
  );
  await askEverything(asking, wider, { round: 2, services: trail });
  return wider;
}

async function askEverything(
  { scope, sources, collection }: Asking,
  { known }: Overview,
  { round, services }: { round: number; services: readonly Service[] },
): Promise<void> {
  const planned = services
    .flatMap((one) => questionsFor([one], worthAskingOf(one, known, worthAsking(sources))))
    .filter(({ service, capability }) => service !== null && !collection.asked(service.name, capability));
  const isChange = ({ capability }: { capability: Capability }) => capability === 'changes';
  await Promise.all([
    collection.ask(
      round,
      planned.filter((one) => !isChange(one)),
      scope,
    ),
    collection.ask(round, planned.filter(isChange), { window: scope.changeWindow }),
  ]);
}

async function askNext(asking: Asking, overview: Overview, names: readonly string[]): Promise<Asked> {
  const { scope, sources, collection } = asking;
  const observations = observe(asking, overview, { names, window: scope.window });
  if (collection.remaining() < minRoundMs) return { observations, window: scope.window };
  const diagnosis = diagnose(observations);
  const next = chooseNext(diagnosis, {
    answered: observations.answered,
    asked: collection.asked,
    calls: observations.edges,
    capabilities: worthAsking(sources),
    serviceOf: overview.known.serviceOf,
  });
  const isFit = (one: (typeof next)[number]) => worthAskingOf(one.service, overview.known, [one.capability]).length > 0;
  const [changes, telemetry] = [true, false].map((wanted) =>
    next.filter((one) => isFit(one) && (one.capability === 'changes') === wanted),
  );
  await Promise.all([
    collection.ask(3, telemetry ?? [], scope),
    collection.ask(3, changes ?? [], { window: scope.changeWindow }),
  ]);
  return askFurtherBack(asking, overview, { names, diagnosis });
}

/** Once, when trouble began before the window: metrics and logs of everything that was asked, further back. */
async function askFurtherBack(
  asking: Asking,
  overview: Overview,
  { names, diagnosis }: { names: readonly string[]; diagnosis: Diagnosis },
): Promise<Asked> {
  const { scope, collection } = asking;
  const observations = observe(asking, overview, { names, window: scope.window });
  const suspects = diagnosis.hypotheses.slice(0, 1).map(({ service }) => service);
  const wider = collection.remaining() < minWideningMs ? null : widenWindow(diagnosis.onset, observations, suspects);
  if (wider === null) return { observations, window: scope.window };
  const answered = observations.answered.filter(({ capability }) => capability === 'metrics' || capability === 'logs');
  const again = [...new Set(answered.flatMap(({ service }) => service ?? []))].slice(0, maxWidened);
  const questions = again.flatMap((name) =>
    answered
      .filter(({ service }) => service === name)
      .map(({ capability }) => ({ service: overview.known.serviceOf(name), capability: capability as Capability })),
  );
  await collection.ask(3, eachOnce(questions), { window: wider });
  return { observations: observe(asking, overview, { names, window: wider }), window: wider };
}

function eachOnce<Q extends { service: Service; capability: Capability }>(questions: readonly Q[]): Q[] {
  return [...new Map(questions.map((one) => [`${one.service.name} ${one.capability}`, one])).values()];
}

/** All answers so far as the engine reads them. */
function observe(
  { scope, collection }: Asking,
  { known, moved }: Overview,
  { names, window }: { names: readonly string[]; window: Window },
): Observations {
  const asked = new Set(known.all.map(({ name }) => name).filter((name) => collection.asked(name, 'metrics')));
  const observations = toObservations(collection.answers, {
    window,
    alarmAt: scope.context.alarmAt,
    affected: names,
    services: known.all,
    swept: loudElsewhere(moved, asked),
  });
  const edges: Edge[] = [
    ...observations.edges,
    ...catalogueCalls(known.catalogue),
    ...toMentionEdges(findNamedHosts(observations.logs, known.ownerOf)),
  ];
  return { ...observations, edges };
}

function worthAsking(sources: readonly DataSource[]): Capability[] {
  return capabilities.filter(
    (one) => essentialCapabilities.includes(one) || sources.some((source) => source.capabilities.has(one)),
  );
}

/** A store that only an exporter or a log line names has no repository, and no logs that anybody ships. */
function worthAskingOf(service: Service, known: KnownServices, wanted: readonly Capability[]): Capability[] {
  if (isCatalogued(service, known) || known.discovered.some(({ name }) => name === service.name)) return [...wanted];
  return wanted.filter((capability) => ['metrics', 'alerts', 'infra'].includes(capability));
}

const isCatalogued = ({ name }: Service, { catalogue }: KnownServices): boolean =>
  catalogue.some((one) => one.name === name);
