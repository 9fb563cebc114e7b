import type { Shift } from '../onset/shift.ts';
import type { CallGraph } from '../topology/call-graph.ts';
import { isDataStore } from '../topology/is-data-store.ts';
import { amountShift, type ServiceTrouble, strongestShift } from './service-trouble.ts';
import { harmOf } from './signal-families.ts';
import { fullShare, maxCalmGrowth, minFeltEffect, minPoolGrowth } from './thresholds.ts';

export interface Held {
  /** How much of a full pool's rise the slowest callee accounts for, 0..1. */
  readonly share: number;
  /** Whether the pool is full: then calls also wait for a place in it, which no callee measures. */
  readonly isFull: boolean;
  readonly by: string | null;
}

const nothing: Held = { share: 0, isFull: false, by: null };

/**
 * Connections and threads that are held because a callee takes longer (Little's law): k times as long as usual holds k times as many. For
 * stores and for what the caller does not measure: what it measures of a database leaves out the waiting for a connection. A callee that is
 * slow because more is asked of it is itself a victim, and one whose other callers are well is slow with what this one asks.
 */
export function heldByCallees(service: string, graph: CallGraph, troubles: ReadonlyMap<string, ServiceTrouble>): Held {
  const pools = (troubles.get(service)?.shifts.get('resource') ?? []).filter(isPool);
  if (pools.length === 0) return nothing;
  const slower = graph
    .calleesOf(service)
    .filter((callee) => isDataStore(callee) || !isMeasuredBy(service, troubles.get(callee)))
    .filter((callee) => !isBusier(troubles.get(callee)) && othersSuffer(service, callee, graph, troubles))
    .map((callee) => ({ callee, times: timesSlower(troubles.get(callee)) }))
    .sort((a, b) => b.times - a.times)[0];
  if (slower === undefined || slower.times <= 1) return nothing;
  // Who waits for a place in one full pool holds a place in the others.
  const full = pools.filter(({ peak }) => peak >= fullShare);
  const shares = (full.length > 0 ? full : pools).map((pool) => accountedFor(pool, slower.times));
  return { share: Math.max(...shares), isFull: full.length > 0, by: slower.callee };
}

/** The share of a pool's rise that calls taking so many times as long would bring about. */
function accountedFor({ baseline, level }: Shift, times: number): number {
  const rise = Math.min(1, level) - baseline;
  return Math.min(1, Math.max(0, (Math.min(1, baseline * times) - baseline) / rise));
}

/** Memory and disks also have a limit, but do not multiply. */
const isPool = (shift: Shift): boolean =>
  shift.series.signal === 'saturation' &&
  shift.series.unit === 'ratio' &&
  harmOf(shift) >= minFeltEffect &&
  shift.baseline > 0 &&
  shift.level >= minPoolGrowth * shift.baseline;

/** Where nobody else is known to call it, it may be what this one asks. */
function othersSuffer(
  service: string,
  callee: string,
  graph: CallGraph,
  troubles: ReadonlyMap<string, ServiceTrouble>,
): boolean {
  const others = graph.callersOf(callee).flatMap((caller) => {
    const latency = caller === service ? undefined : amountShift(troubles.get(caller), 'latency');
    return latency === undefined ? [] : [harmOf(latency) >= minFeltEffect];
  });
  return others.filter((isSlow) => isSlow).length > others.length / 2;
}

const isMeasuredBy = (caller: string, trouble: ServiceTrouble | undefined): boolean =>
  [...(trouble?.shifts.get('latency') ?? [])].some(
    ({ series }) => series.service === caller && series.side !== 'server',
  );

function isBusier(trouble: ServiceTrouble | undefined): boolean {
  const traffic = strongestShift(trouble, 'traffic', ({ direction }) => direction === 'up');
  return traffic !== undefined && traffic.level >= maxCalmGrowth * traffic.baseline;
}

function timesSlower(trouble: ServiceTrouble | undefined): number {
  const shift = amountShift(trouble, 'latency');
  return shift === undefined || harmOf(shift) < minFeltEffect || shift.baseline <= 0 ? 1 : shift.level / shift.baseline;
}
