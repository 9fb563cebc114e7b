import type { Shift } from '../onset/shift.ts';
import { accusedBy, familyOf, harmOf, type SignalFamily } from './signal-families.ts';

/** The shifts that accuse one service, by family. */
export interface ServiceTrouble {
  service: string;
  shifts: Map<SignalFamily, Shift[]>;
}

/** Sorts shifts by the service they accuse and by family, most harmful first. */
export function troubleByService(shifts: readonly Shift[]): Map<string, ServiceTrouble> {
  const troubles = new Map<string, ServiceTrouble>();
  for (const shift of shifts) {
    const service = accusedBy(shift);
    let trouble = troubles.get(service);
    if (trouble === undefined) {
      trouble = { service, shifts: new Map() };
      troubles.set(service, trouble);
    }
    const family = familyOf(shift);
    const own = trouble.shifts.get(family);
    if (own === undefined) trouble.shifts.set(family, [shift]);
    else own.push(shift);
  }
  for (const { shifts: families } of troubles.values()) {
    for (const list of families.values()) list.sort((a, b) => harmOf(b) - harmOf(a));
  }
  return troubles;
}

/** The most harmful shift of a family that passes `test`. */
export function strongestShift(
  trouble: ServiceTrouble | undefined,
  family: SignalFamily,
  test: (shift: Shift) => boolean = () => true,
): Shift | undefined {
  return trouble?.shifts.get(family)?.find(test);
}

/** Means and medians move only when most requests do; far quantiles of healthy services vary all the time. */
const quantileWeights: Partial<Record<string, number>> = { latency_p95: 0.5, latency_p99: 0.25 };

/**
 * How badly a family is off. For latency, errors and network the mean over what measures the same calls (median and far
 * quantiles must agree), the worst calls first; for resources the worst of them.
 */
export function harmIn(trouble: ServiceTrouble | undefined, family: SignalFamily): number {
  const shifts = trouble?.shifts.get(family) ?? [];
  if (family === 'resource') return shifts.filter((shift) => !isOutranked(shift, shifts)).reduce(maxHarm, 0);
  return harmByCalls(shifts, family).reduce((highest, harm) => Math.max(highest, harm), 0);
}

function harmByCalls(shifts: readonly Shift[], family: SignalFamily): number[] {
  const groups = new Map<string, { sum: number; weight: number; lowest: number }>();
  for (const shift of shifts) {
    const { service, peer, side } = shift.series;
    const calls = JSON.stringify([service, peer, side, family === 'errors' ? shift.series.signal : null]);
    const group = groups.get(calls) ?? { sum: 0, weight: 0, lowest: Number.POSITIVE_INFINITY };
    const weight = quantileWeights[shift.series.signal] ?? 1;
    const harm = harmOf(shift);
    groups.set(calls, {
      sum: group.sum + weight * harm,
      weight: group.weight + weight,
      lowest: Math.min(group.lowest, harm),
    });
  }
  // A slow network slows every call alike: its quantiles must agree.
  return [...groups.values()].map(({ sum, weight, lowest }) =>
    family === 'network' ? (sum / weight + lowest) / 2 : sum / weight,
  );
}

const maxHarm = (highest: number, shift: Shift) => Math.max(highest, harmOf(shift));

/** How full something is says more than how much of it is used: a share of the limit outranks an amount. */
export function isOutranked(shift: Shift, shifts: readonly Shift[]): boolean {
  if (shift.series.unit === 'ratio') return false;
  return shifts.some(({ series }) => series.signal === shift.series.signal && series.unit === 'ratio');
}

/** How many requests it serves during the trouble; 1 when unknown, so that amounts compare by themselves. */
export function rateOf(trouble: ServiceTrouble | undefined): number {
  const rates = (trouble?.shifts.get('traffic') ?? []).map((shift) => Math.max(0.2 * shift.baseline, shift.level));
  const rate = Math.max(0, ...rates);
  return rate > 0 ? rate : 1;
}

/** Extra seconds, lost requests, ... in the series' unit. */
export function amountOf(shift: Shift): number {
  return Math.abs(shift.level - shift.baseline);
}

/** The same each second, over so many requests a second: an error rate counts by the second already, all others by the request. */
export function amountPerSecond(shift: Shift, requests: number): number {
  return shift.series.signal === 'error_rate' ? amountOf(shift) : amountOf(shift) * requests;
}

/** Signals whose amounts add up over requests, best first; far quantiles overstate. */
const additive = [
  'latency_mean',
  'latency_p50',
  'error_rate',
  'error_ratio',
  'availability',
  'latency_p95',
  'latency_p99',
];

/** The shift to read an amount from: of the best signal there is, the most harmful that passes `test`. */
export function amountShift(
  trouble: ServiceTrouble | undefined,
  family: 'latency' | 'errors',
  test: (shift: Shift) => boolean = () => true,
): Shift | undefined {
  const shifts = (trouble?.shifts.get(family) ?? []).filter(test);
  for (const signal of additive) {
    const found = shifts.find((shift) => shift.series.signal === signal);
    if (found !== undefined) return found;
  }
  return shifts[0];
}
