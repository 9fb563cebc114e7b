import type { Service } from '@incidentfox/incident';
import { Secret } from '@incidentfox/secrets';
import { collectAnswers } from '../../src/collect/collect-answers.ts';
import { questionsFor } from '../../src/collect/question-scope.ts';
import type { DataSource } from '../../src/data-source.ts';
import { discoverAll } from '../../src/discovery/discover-all.ts';
import { kubernetes } from '../../src/kubernetes/index.ts';
import { prometheus } from '../../src/prometheus/index.ts';
import { joinDiscovered } from '../../src/service-identity/join-discovered.ts';
import { proposeCatalogue, serviceOf } from '../../src/service-identity/propose-catalogue.ts';
import { withDependencies } from '../../src/service-identity/with-dependencies.ts';
import { clusterToken, startCluster } from '../kubernetes/stand-in-cluster.ts';
import { startPrometheusOver } from '../prometheus/backfilled-prometheus.ts';
import { samplesOf } from '../real-servers/sampled-series.ts';
import type { RandomWorld } from './random-world.ts';

const minute = 60_000;
const now = Date.parse('2026-03-01T12:00:00Z');
const spans = [{ from: now - 100 * minute, to: now }];

/** What somebody wrote down: everything, the names, or nothing beside the addresses of the tools. */
export const configurations = ['full configuration', 'addresses and names', 'addresses only'] as const;
export type Configuration = (typeof configurations)[number];

/** Counts of one world under one configuration. */
export interface Outcome {
  readonly services: { readonly found: number; readonly of: number };
  /** Among services that emit any of the signals. */
  readonly calls: { readonly found: number; readonly of: number; readonly wrong: number };
  readonly questions: { readonly answered: number; readonly of: number };
  /** What was missed or wrong, for a reader. */
  readonly missed: readonly string[];
}

/** A world behind a real Prometheus and a cluster, looked at under every configuration. */
export async function playWorld(world: RandomWorld): Promise<Record<Configuration, Outcome>> {
  const server = await startPrometheusOver(samplesOf(world.series, spans));
  const cluster = await startCluster({ deployments: [...world.workloads] });
  try {
    const sources: DataSource[] = [
      prometheus.create({ id: 'prometheus', settings: prometheus.settings.parse({ url: server.url }), now: () => now }),
      kubernetes.create({
        id: 'kubernetes',
        settings: { ...kubernetes.settings.parse({ url: cluster.url }), token: new Secret('plain', clusterToken) },
        now: () => now,
      }),
    ];
    const outcomes: [Configuration, Outcome][] = [];
    for (const one of configurations) outcomes.push([one, await playUnder(one, world, sources)]);
    return Object.fromEntries(outcomes) as Record<Configuration, Outcome>;
  } finally {
    await Promise.all([server.stop(), cluster.close()]);
  }
}

async function playUnder(configuration: Configuration, world: RandomWorld, sources: DataSource[]): Promise<Outcome> {
  const known = catalogueOf(configuration, world);
  const { signal } = new AbortController();
  const found = await discoverAll({ sources, place: {}, now: () => now, signal });
  const edges = found.calls.flatMap((one) => (one.capability === 'topology' ? one.answer.items : []));
  const entries = withDependencies(proposeCatalogue(found.services, known), edges);
  const nameOf = (name: string) => meant(world, name);
  const seen = new Map(entries.map(({ entry }) => [nameOf(entry.name), entry] as const));
  const told = entries.flatMap(({ entry, notes }) => {
    const outside = notes.flatMap(
      (note) => /^also calls (.*), which is in no entry$/.exec(note)?.[1]?.split(', ') ?? [],
    );
    return [...entry.depends_on, ...outside].map((to) => `${nameOf(entry.name)} calls ${nameOf(to)}`);
  });
  const emitting = new Set(world.services.filter(({ signals }) => signals.length > 0).map(({ name }) => name));
  const all = new Set(world.calls.map(({ from, to }) => `${from} calls ${to}`));
  const visible = [...all].filter((call) => emitting.has(call.split(' ')[0] ?? ''));
  const missedCalls = visible.filter((call) => !told.includes(call));
  const wrong = told.filter((call) => !all.has(call));
  const missedServices = world.services.filter(({ name }) => !seen.has(name)).map(({ name }) => name);
  const asked = await askAll(configuration, world, { sources, known, entries: entries.map(serviceOf), found });
  return {
    services: { found: world.services.length - missedServices.length, of: world.services.length },
    calls: { found: visible.length - missedCalls.length, of: visible.length, wrong: wrong.length },
    questions: asked,
    missed: [...missedServices, ...missedCalls, ...wrong.map((call) => `wrongly ${call}`), ...asked.unanswered],
  };
}

/** The service of the world that a name means, or the name itself. */
function meant({ services }: RandomWorld, name: string): string {
  const bare = name.replace(/:\d+$/, '').replace(/\.shop\.svc.*$/, '');
  return services.find((one) => one.name === bare || one.spelled === bare)?.name ?? bare;
}

function catalogueOf(configuration: Configuration, world: RandomWorld): Service[] {
  if (configuration === 'addresses only') return [];
  const plain = { aliases: [], dependsOn: [], vendorNames: {} };
  if (configuration === 'addresses and names') return world.services.map(({ name }) => ({ ...plain, name }));
  const { label } = world.habits;
  const value = (spelled: string) =>
    label === 'instance' ? `${spelled}:8080` : label === 'job' ? `shop/${spelled}` : spelled;
  return world.services.map(({ name, spelled }) => ({
    name,
    aliases: spelled === name ? [] : [spelled],
    dependsOn: world.calls.filter(({ from }) => from === name).map(({ to }) => to),
    vendorNames: { prometheus: { [label]: value(spelled) }, kubernetes: { namespace: 'shop', workload: spelled } },
  }));
}

/** Metrics and infrastructure of every service, as an investigation asks once the sweep is in. */
async function askAll(
  configuration: Configuration,
  world: RandomWorld,
  at: {
    sources: DataSource[];
    known: readonly Service[];
    entries: readonly Service[];
    found: Awaited<ReturnType<typeof discoverAll>>;
  },
) {
  const seen = at.found.services.map(({ kind, name }) => ({ kind, name }));
  const services = configuration === 'addresses only' ? at.entries : joinDiscovered(seen, at.known).catalogue;
  const own = services.filter(({ name }) => world.services.some((one) => one.name === meant(world, name)));
  const answers = await collectAnswers({
    sources: at.sources,
    questions: questionsFor(own, ['metrics', 'infra']),
    scope: { incident: null, window: { from: now - 30 * minute, to: now } },
    deadlineMs: 60_000,
    now: () => now,
  });
  const isGood = ({ capability, answer: { state } }: (typeof answers)[number]) =>
    state === 'ok' || (capability === 'infra' && state === 'empty');
  const good = answers.filter(isGood);
  return {
    answered: new Set(good.map(({ capability, question }) => `${capability} ${meant(world, question.service ?? '')}`))
      .size,
    of: 2 * world.services.length,
    unanswered: answers
      .filter((one) => !isGood(one))
      .map(
        ({ capability, question, answer }) =>
          `no ${capability} of ${question.service}: ${answer.failure?.message ?? answer.state}`,
      ),
  };
}
