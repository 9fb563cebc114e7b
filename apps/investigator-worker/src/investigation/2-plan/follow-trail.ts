import { type Edge, isGuessed, type Service } from '@incidentfox/incident';
import { type Calls, callDistances } from './call-distances.ts';
import type { Moved } from './find-moved.ts';
import type { NamedHost } from './find-named-hosts.ts';

/** What the first round showed. */
export interface Trail {
  readonly affected: readonly string[];
  /** Names of the services that were asked everything already. */
  readonly asked: ReadonlySet<string>;
  readonly moved: readonly Moved[];
  readonly calls: readonly (Calls[number] & Partial<Pick<Edge, 'foundBy'>>)[];
  readonly hosts: readonly NamedHost[];
  /** Stores by the name of the service whose they seem to be: `redis-catalog` of `catalog`. */
  readonly namesakes: ReadonlyMap<string, string>;
}

const maxServices = 10;
/** Farther than this, a move has its own reason. */
const maxDistance = 3;

/**
 * Whom the second round asks, best first: what several services' logs cannot reach, what moved and is connected with the incident,
 * and what troubled services call. Where nobody knows who calls whom, everything that moved is plausible. `serviceOf` makes a service
 * of a name that is in no catalogue.
 */
export function followTrail(trail: Trail, serviceOf: (name: string) => Service): Service[] {
  const { affected, asked, moved, calls, hosts, namesakes } = trail;
  const scores = new Map<string, number>();
  const raise = (name: string, score: number) => {
    if (!asked.has(name)) scores.set(name, Math.max(score, scores.get(name) ?? 0));
  };
  for (const { to } of hosts) {
    const callers = new Set(hosts.filter((one) => one.to === to).map(({ from }) => from));
    raise(to, 3 + Math.min(callers.size, 9) / 10);
  }
  const distances = callDistances(affected, calls);
  const reported = calls.filter(({ foundBy }) => foundBy === undefined || !isGuessed({ foundBy }));
  const isUnknown =
    affected.length === 0 || !affected.some((name) => reported.some((one) => one.from === name || one.to === name));
  for (const { service, loudness } of moved) {
    const distance = isUnknown ? maxDistance : distances.get(service);
    if (distance !== undefined && distance <= maxDistance) raise(service, 2 + loudness - distance / 10);
  }
  const troubled = new Set([...affected, ...moved.map(({ service }) => service)].filter((name) => asked.has(name)));
  for (const [store, owner] of namesakes) if (troubled.has(owner)) raise(store, affected.includes(owner) ? 2.9 : 1.2);
  for (const { from, to } of calls) if (troubled.has(from)) raise(to, affected.includes(from) ? 1.5 : 1);
  return [...scores]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, maxServices)
    .map(([name]) => serviceOf(name));
}

const maxLoudElsewhere = 5;

/** What was not asked, is loud and in time: told to the engine as the sweep saw it, connected or not. */
export function loudElsewhere(moved: readonly Moved[], asked: ReadonlySet<string>): ReadonlySet<string> {
  const loud = moved.filter(({ service, isLoud }) => isLoud && !asked.has(service));
  return new Set(loud.slice(0, maxLoudElsewhere).map(({ service }) => service));
}
