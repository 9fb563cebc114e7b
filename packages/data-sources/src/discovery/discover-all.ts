import type { Answer, Window } from '@incidentfox/incident';
import { collectAnswers } from '../collect/collect-answers.ts';
import type { CollectedAnswer } from '../collect/collected-answer.ts';
import type { DataSource, ListedService } from '../data-source.ts';
import { type PlaceSettings, placeOf } from '../environment/place-of.ts';
import type { WantedPlace } from '../environment/wanted-place.ts';
import { deadlines } from '../limits.ts';
import type { DiscoveredService } from '../service-identity/propose-catalogue.ts';

/** What the sources know without an incident: which services there are, and who calls whom. */
export interface Discovery {
  /** Epoch ms at which it began. */
  readonly at: number;
  /** Who called whom over this time. */
  readonly window: Window;
  /** Calls are those of this place. */
  readonly place: WantedPlace;
  /** A service once for every source that knows it. */
  readonly services: readonly DiscoveredService[];
  /** One answer for every source that can tell who calls whom. */
  readonly calls: readonly CollectedAnswer[];
  /** How many services each source that keeps a list of them gave, or why it gave none. */
  readonly lists: readonly { readonly source: string; readonly found: number; readonly why: string | null }[];
}

export interface DiscoverOptions {
  readonly sources: readonly DataSource[];
  readonly place: PlaceSettings;
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Whose lists of services are read. Default: everybody's. */
  readonly listedBy?: (source: DataSource) => boolean;
  /** Whether what serves requests is looked for as well, also where no list has it. Default: yes. */
  readonly withNames?: boolean;
}

/** Who called whom over this time, ms: rare calls show, and the queries stay cheap. */
const callsSeenMs = 3 * 60 * 60_000;
const deadlineMs = 60_000;

/** Asks every source within a minute. Never throws: what could not be asked is said. */
export async function discoverAll(options: DiscoverOptions): Promise<Discovery> {
  const { sources, place, now, signal, listedBy = () => true, withNames = true } = options;
  const at = now();
  const window = { from: at - callsSeenMs, to: at };
  const [lists, answers] = await Promise.all([
    Promise.all(sources.filter(listedBy).map((source) => readList(source, signal))),
    collectAnswers({
      sources,
      questions: (withNames ? (['metrics', 'topology'] as const) : (['topology'] as const)).map((capability) => ({
        service: null,
        capability,
      })),
      scope: { incident: null, window, place },
      deadlineMs,
      askingMs: 2 * deadlines.sweep,
      signal,
      now,
    }),
  ]);
  const listed = lists.filter((one) => one !== null);
  return {
    at,
    window,
    place: placeOf(null, place),
    services: [...listed.flatMap(({ services }) => services), ...namesIn(answers)],
    calls: answers.filter(({ capability }) => capability === 'topology'),
    lists: listed.map(({ services, ...list }) => ({ ...list, found: services.length })),
  };
}

/** What serves requests or is a store, under the name that it has there. */
const namesIn = (answers: readonly CollectedAnswer[]): DiscoveredService[] =>
  answers.flatMap(({ capability, question: { kind }, answer }) =>
    capability === 'metrics'
      ? [...new Set(answer.items.map(({ service }) => service))].map((name) => ({
          // Grafana has no names of its own: its numbers are those of the Prometheus behind it.
          kind: kind === 'grafana' ? 'prometheus' : kind,
          name,
          vendorName: name,
        }))
      : [],
  );

async function readList(source: DataSource, signal: AbortSignal) {
  if (!source.discover) return null;
  const answer: Pick<Answer<ListedService>, 'items' | 'failure'> = await source.discover(
    AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]),
  );
  return {
    source: source.id,
    services: answer.items.map((item): DiscoveredService => ({ kind: source.kind, ...item })),
    why: answer.failure?.message ?? null,
  };
}
