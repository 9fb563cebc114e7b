import type { InfraEventKind, Observations } from '@incidentfox/incident';
import type { Shift } from '../onset/shift.ts';
import { significantEffect } from '../onset/thresholds.ts';
import type { CallGraph } from '../topology/call-graph.ts';
import { isDataStore } from '../topology/is-data-store.ts';
import type { OriginFeatures, RankedOrigin } from './ranked-origin.ts';
import { type ServiceTrouble, strongestShift } from './service-trouble.ts';
import { harmOf } from './signal-families.ts';
import { maxCalmGrowth, maxColdMs } from './thresholds.ts';

/** A store that is asked for what a cache no longer answers. */
export interface ColdCache {
  readonly store: string;
  readonly cache: string;
  /** Whose doing it is: the cache's when it ran short itself, else that of the caller, where it started anew without what it had kept. */
  readonly doer: string;
  /** The share of the store's requests that are more than usual, 0..1. */
  readonly share: number;
}

/** After these a process has forgotten what it kept. */
const losesMemory: ReadonlySet<InfraEventKind> = new Set([
  'oom_killed',
  'crash_loop',
  'restart',
  'evicted',
  'task_stopped',
]);

/** Stores that get more requests from a caller whose cache misses more since no later, while the caller itself is not asked as much more. */
export function coldCaches(
  { changes, infra }: Pick<Observations, 'changes' | 'infra'>,
  graph: CallGraph,
  troubles: ReadonlyMap<string, ServiceTrouble>,
): ColdCache[] {
  const isNear = (at: number, { onsetAt, series }: Shift): boolean =>
    at <= onsetAt + series.stepMs && at >= onsetAt - maxColdMs;
  const fell = (service: string, load: Shift): boolean =>
    infra.some((event) => event.service === service && losesMemory.has(event.kind) && isNear(event.firstAt, load));
  const startedAnew = (service: string, load: Shift): boolean =>
    fell(service, load) || changes.some((change) => change.service === service && isNear(change.startedAt, load));
  return graph.services.filter(isDataStore).flatMap((store) => {
    const load = riseOf(troubles.get(store));
    if (load === undefined) return [];
    for (const caller of graph.callersOf(store)) {
      if (growth(riseOf(troubles.get(caller))) * maxCalmGrowth > growth(load)) continue;
      const cache = graph
        .calleesOf(caller)
        .find((callee) => callee !== store && missesSince(troubles.get(callee)) <= load.onsetAt + load.series.stepMs);
      if (cache === undefined) continue;
      const isOfCache = isShort(troubles.get(cache)) || fell(cache, load);
      if (!isOfCache && !startedAnew(caller, load)) continue;
      return [{ store, cache, doer: isOfCache ? cache : caller, share: 1 - 1 / growth(load) }];
    }
    return [];
  });
}

/** Lays what more requests do to a store at whose doing they are. */
export function withColdCaches(ranked: readonly RankedOrigin[], cold: readonly ColdCache[]): RankedOrigin[] {
  const featuresOf = new Map(ranked.map(({ service, features }) => [service, { ...features }]));
  for (const { store, cache, doer, share } of cold) {
    const doers = featuresOf.get(doer);
    if (doers === undefined) continue;
    move(featuresOf.get(store), doers, share);
    if (doer !== cache) move(featuresOf.get(cache), doers, 1);
  }
  return ranked.map((origin) => {
    const features = featuresOf.get(origin.service) ?? origin.features;
    const { reach: _, ...parts } = features;
    return { ...origin, features, score: Object.values(parts).reduce((sum, part) => sum + part, 0) };
  });
}

function move(from: OriginFeatures | undefined, to: OriginFeatures, share: number): void {
  if (from === undefined) return;
  for (const part of ['resource', 'slowness', 'failures'] as const) {
    const moved = from[part] * share;
    from[part] -= moved;
    to[part] = Math.max(to[part], moved);
  }
}

const riseOf = (trouble: ServiceTrouble | undefined): Shift | undefined =>
  strongestShift(
    trouble,
    'traffic',
    ({ direction, significant, level, baseline }) =>
      direction === 'up' && significant && level >= maxCalmGrowth * baseline,
  );
const growth = (rise: Shift | undefined): number =>
  rise === undefined ? 1 : rise.level / Math.max(1e-9, rise.baseline);

function missesSince(trouble: ServiceTrouble | undefined): number {
  const missing = strongestShift(
    trouble,
    'resource',
    (shift) => shift.series.signal === 'miss_ratio' && harmOf(shift) >= significantEffect,
  );
  return missing?.onsetAt ?? Number.POSITIVE_INFINITY;
}

/** Out of memory, at its limit, or started anew. */
const isShort = (trouble: ServiceTrouble | undefined): boolean =>
  strongestShift(
    trouble,
    'resource',
    (shift) =>
      shift.series.signal !== 'miss_ratio' && shift.series.signal !== 'cpu' && harmOf(shift) >= significantEffect,
  ) !== undefined;
