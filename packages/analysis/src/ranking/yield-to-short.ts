import { isGuessed, type Observations } from '@incidentfox/incident';
import type { Shift } from '../onset/shift.ts';
import { significantEffect } from '../onset/thresholds.ts';
import { ownShortage } from './own-shortage.ts';
import type { ServiceTrouble } from './service-trouble.ts';
import { harmOf } from './signal-families.ts';
import { minFeltEffect, minShortGrowth, unknownCallShare } from './thresholds.ts';

/** Pools, queues and caches suffer from others as well; these are a service's own. */
const ownResources: ReadonlySet<string> = new Set(['cpu', 'memory', 'disk', 'restarts']);

/**
 * Where nobody knows who calls whom: how much of its slowness and failures a service keeps, 0..1, where another in trouble ran short of
 * something of its own no later. Whether it calls that one is open, so half of it may be that one's doing.
 */
export function yieldToShort(
  { edges, series }: Pick<Observations, 'edges' | 'series'>,
  troubles: ReadonlyMap<string, ServiceTrouble>,
): (service: string) => number {
  const isKnown = series.some(({ peer }) => peer !== undefined) || edges.some((edge) => !isGuessed(edge));
  if (isKnown) return () => 1;
  const short = [...troubles.values()].flatMap((trouble) => {
    const shortage = isSuffering(trouble) ? shortSince(trouble) : undefined;
    return shortage === undefined ? [] : [{ service: trouble.service, since: shortage.onsetAt }];
  });
  return (service) => {
    if (short.some((one) => one.service === service)) return 1;
    const since = troubleSince(troubles.get(service));
    return short.some((one) => one.since <= since) ? 1 - unknownCallShare : 1;
  };
}

/** Nobody minds a resource of a service whose calls were measured and are well. */
function isSuffering({ shifts }: ServiceTrouble): boolean {
  const calls = [...(shifts.get('latency') ?? []), ...(shifts.get('errors') ?? [])];
  return calls.length === 0 || calls.some((shift) => harmOf(shift) >= minFeltEffect);
}

function shortSince(trouble: ServiceTrouble): Shift | undefined {
  if (ownShortage(trouble, 1) < significantEffect) return undefined;
  return trouble.shifts
    .get('resource')
    ?.find(
      (shift) =>
        ownResources.has(shift.series.signal) &&
        harmOf(shift) >= significantEffect &&
        (shift.series.signal === 'restarts' || shift.level >= minShortGrowth * shift.baseline),
    );
}

/** When its calls got slow or began to fail, with a step to spare: resources are read less often. */
function troubleSince(trouble: ServiceTrouble | undefined): number {
  const calls = [...(trouble?.shifts.get('latency') ?? []), ...(trouble?.shifts.get('errors') ?? [])];
  const felt = calls.filter((shift) => harmOf(shift) >= minFeltEffect);
  return Math.min(...felt.map(({ onsetAt, series }) => onsetAt + series.stepMs));
}
