import type { Shift } from '../onset/shift.ts';
import type { CallGraph } from '../topology/call-graph.ts';
import { amountPerSecond, amountShift, rateOf, type ServiceTrouble, strongestShift } from './service-trouble.ts';
import { harmOf } from './signal-families.ts';
import { minFeltEffect } from './thresholds.ts';

/**
 * How much of a service's slowness or errors its callees account for, 0..1. Compared in amounts, not in effects: the extra
 * seconds (or failed requests) of the callees, times their calls, against the service's own.
 */
export function explainedShare(
  service: string,
  family: 'latency' | 'errors',
  graph: CallGraph,
  troubles: ReadonlyMap<string, ServiceTrouble>,
): { share: number; by: string[] } {
  const own = amountShift(troubles.get(service), family);
  if (own === undefined || harmOf(own) < minFeltEffect) return { share: 0, by: [] };
  const needed = amountPerSecond(own, rateOf(troubles.get(service)));
  const by: { callee: string; share: number }[] = [];
  for (const callee of graph.calleesOf(service)) {
    const rate = Math.min(rateOf(troubles.get(callee)), 3 * rateOf(troubles.get(service)));
    const theirs = extraOf(service, troubles.get(callee), family, rate);
    if (theirs > 0) by.push({ callee, share: theirs / Math.max(needed, 1e-12) });
  }
  by.sort((a, b) => b.share - a.share || (a.callee < b.callee ? -1 : 1));
  const share = by.reduce((sum, one) => sum + one.share, 0);
  return { share: Math.min(1, share), by: by.filter((one) => one.share >= 0.2).map((one) => one.callee) };
}

/** What `rate` calls to the callee take or fail more than usual each second: as the caller sees it, else its own plus the network's. */
function extraOf(
  caller: string,
  trouble: ServiceTrouble | undefined,
  family: 'latency' | 'errors',
  rate: number,
): number {
  const extra = (shift: Shift | undefined) =>
    shift !== undefined && harmOf(shift) >= minFeltEffect ? amountPerSecond(shift, rate) : 0;
  const atCaller = ({ series }: Shift) => series.service === caller && series.side !== 'server';
  const seen = extra(amountShift(trouble, family, atCaller));
  if (seen > 0 || family === 'errors') return seen > 0 ? seen : extra(amountShift(trouble, family));
  return extra(amountShift(trouble, 'latency')) + extra(strongestShift(trouble, 'network'));
}
