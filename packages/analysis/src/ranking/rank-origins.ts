import type { Observations } from '@incidentfox/incident';
import type { Shift } from '../onset/shift.ts';
import { significantEffect } from '../onset/thresholds.ts';
import { buildCallGraph } from '../topology/build-call-graph.ts';
import type { CallGraph } from '../topology/call-graph.ts';
import { coldCaches, withColdCaches } from './cold-caches.ts';
import { discountEarlierSymptoms } from './discount-earlier-symptoms.ts';
import { explainedShare } from './explained-share.ts';
import { type Held, heldByCallees } from './held-by-callees.ts';
import { logEvidence } from './log-evidence.ts';
import type { LogFinding } from './log-finding.ts';
import { lostTraffic } from './lost-traffic.ts';
import { ownShortage } from './own-shortage.ts';
import type { OriginFeatures, RankedOrigin } from './ranked-origin.ts';
import { delayRelevance, relevanceIn, undilutedFailure } from './relevance.ts';
import { harmIn, type ServiceTrouble, strongestShift, troubleByService } from './service-trouble.ts';
import { familyOf, harmOf } from './signal-families.ts';
import { isolatedWeight, logWeight, lostTrafficWeight, maxNoiseEffect, maxPart } from './thresholds.ts';
import { yieldToShort } from './yield-to-short.ts';

/**
 * Orders the services by how likely each is where the trouble began.
 * `shifts` are the measured series (significant or not); `logs` what the logs of each service say.
 */
export function rankOrigins(
  observations: Observations,
  shifts: readonly Shift[],
  logs: readonly LogFinding[] = [],
): RankedOrigin[] {
  const graph = buildCallGraph(observations);
  const felt = feltService(observations, shifts);
  const troubles = troubleByService(discountEarlierSymptoms(shifts, felt));
  const logEffects = logEvidence(logs);
  const lost = lostTraffic(graph, troubles);
  const heldBy = memoised((service) => heldByCallees(service, graph, troubles));
  const slowness = slownessFelt(graph, relevanceIn('latency', troubles, felt), heldBy);
  const failure = relevanceIn('errors', troubles, felt);
  const undiluted = graph.edgeCount === 0 ? undilutedFailure(troubles) : () => 1;
  const kept = yieldToShort(observations, troubles);
  const symptom = symptomWeights(observations.target?.signal);
  const ranked = graph.services.map((service): RankedOrigin => {
    const trouble = troubles.get(service);
    const held = heldBy(service);
    const slow = withQueueing(explainedShare(service, 'latency', graph, troubles), held);
    const failing = withQueueing(explainedShare(service, 'errors', graph, troubles), held);
    const features: OriginFeatures = {
      resource:
        above(ownShortage(trouble, Math.max(slow.share, held.share))) *
        (isIsolated(service, graph) ? isolatedWeight : 1),
      slowness:
        above(harmIn(trouble, 'latency')) * (1 - slow.share) * slowness(service) * symptom.latency * kept(service),
      failures:
        above(harmIn(trouble, 'errors')) *
        (1 - failing.share) *
        failure(service) *
        undiluted(service) *
        symptom.errors *
        kept(service),
      network: above(harmIn(trouble, 'network')) * delayRelevance(trouble),
      traffic: lostTrafficWeight * above(lost.get(service) ?? 0) * (1 - Math.max(slow.share, failing.share)),
      // What it, or a caller about it, logs of waiting for a place is what the callee does.
      logs: logWeight * above(logEffects.get(service) ?? 0) * (held.isFull ? 1 - held.share : 1),
      reach: 0,
    };
    return {
      service,
      score: scoreOf(features),
      features,
      reasons: reasonsOf(trouble),
      explainedShare: Math.max(slow.share, failing.share),
      explainedBy: [...new Set([...slow.by, ...failing.by])],
    };
  });
  const laid = withColdCaches(ranked, coldCaches(observations, graph, troubles));
  return withReach(laid, graph).sort((a, b) => b.score - a.score || (a.service < b.service ? -1 : 1));
}

/** Calls that wait for a place in a full pool are slow, and fail when they waited too long, for the reason that the pool is full. */
function withQueueing(slow: ReturnType<typeof explainedShare>, held: Held): ReturnType<typeof explainedShare> {
  if (!held.isFull || held.by === null || held.share <= slow.share) return slow;
  return { share: held.share, by: [...new Set([...slow.by, held.by])] };
}

/** What fills its callers' pools is felt as their waiting, which is more than what it takes itself. */
function slownessFelt(
  graph: CallGraph,
  own: (service: string) => number,
  heldBy: (service: string) => Held,
): (service: string) => number {
  return (service) => {
    const waiting = graph.callersOf(service).filter((caller) => heldBy(caller).isFull && heldBy(caller).by === service);
    return Math.max(own(service), ...waiting.map((caller) => heldBy(caller).share * own(caller)));
  };
}

function memoised<T>(of: (service: string) => T): (service: string) => T {
  const known = new Map<string, T>();
  return (service) => {
    const value = known.has(service) ? (known.get(service) as T) : of(service);
    known.set(service, value);
    return value;
  };
}

/** The service that feels the incident: the alarm's, else the first affected one whose calls are measured as slow or failing. */
function feltService({ target, affected }: Observations, shifts: readonly Shift[]): string | undefined {
  if (target !== undefined) return target.service;
  return affected.find((service) =>
    shifts.some(
      (shift) =>
        shift.series.service === service &&
        shift.series.peer === undefined &&
        (familyOf(shift) === 'latency' || familyOf(shift) === 'errors') &&
        harmOf(shift) >= significantEffect,
    ),
  );
}

function scoreOf({ resource, slowness, failures, network, traffic, logs }: OriginFeatures): number {
  return resource + slowness + failures + network + traffic + logs;
}

function withReach(ranked: readonly RankedOrigin[], graph: CallGraph): RankedOrigin[] {
  const explained = new Map<string, number>();
  for (const { explainedBy } of ranked)
    for (const callee of explainedBy) explained.set(callee, (explained.get(callee) ?? 0) + 1);
  return ranked.map((origin) => {
    const callers = graph.callersOf(origin.service).length;
    const reach = callers === 0 ? 0 : Math.min(1, (explained.get(origin.service) ?? 0) / callers);
    return { ...origin, features: { ...origin.features, reach } };
  });
}

/** What the alarm was not about counts for less. */
function symptomWeights(signal: string | undefined): { latency: number; errors: number } {
  if (signal === undefined) return { latency: 1, errors: 1 };
  return { latency: /error|avail/.test(signal) ? 0.5 : 1, errors: signal.startsWith('latency') ? 0.5 : 1 };
}

function isIsolated(service: string, graph: CallGraph): boolean {
  return graph.edgeCount > 0 && graph.callersOf(service).length === 0 && graph.calleesOf(service).length === 0;
}

function above(effect: number): number {
  const beyond = Math.max(0, effect - maxNoiseEffect);
  return (maxPart * beyond) / (maxPart + beyond);
}

function reasonsOf(trouble: ServiceTrouble | undefined): Shift[] {
  return (['resource', 'errors', 'latency', 'network', 'traffic'] as const)
    .flatMap((family) => strongestShift(trouble, family) ?? [])
    .filter((shift) => shift.significant)
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
}
