import type { ScoredChange } from '../../changes/scored-change.ts';
import { combinedStrength } from '../../scene/combined-strength.ts';
import { isRelated } from '../../scene/related-symptoms.ts';
import type { Scene } from '../../scene/scene.ts';
import { lateOriginWeight, maxEffectDelayMs, minOriginScore, originWeights, unrelatedWeights } from '../thresholds.ts';
import { complaintsByService, explanationsOf } from './explanations.ts';
import { nodeOrigins } from './node-origins.ts';
import type { Origin } from './origin.ts';

/** Every service that could be where it began, best first. */
export function findOrigins(scene: Scene): Origin[] {
  const top = scene.ranking[0]?.score ?? 0;
  const shareOf = new Map(scene.ranking.map(({ service, score }) => [service, top > 0 ? Math.max(0, score) / top : 0]));
  const complaints = complaintsByService(scene);
  const changeOf = strongestChanges(scene.changes);
  const services = new Set([
    ...scene.symptoms.map(({ service }) => service),
    ...complaints.keys(),
    ...scene.ranking.slice(0, 5).map(({ service }) => service),
  ]);
  const origins = [...services].map((service) => {
    const symptoms = scene.symptomsOf(service);
    const calls = symptoms.filter(({ nature }) => nature === 'calls');
    return weighed(
      {
        service,
        score: 0,
        rankShare: shareOf.get(service) ?? 0,
        // What a lost node did to its services belongs to the hypothesis about the node.
        own: symptoms.filter(({ nature, what }) => nature === 'own' && what !== 'node_lost'),
        calls,
        named: complaints.get(service) ?? [],
        change: changeOf.get(service) ?? null,
        explainedBy: explanationsOf(service, calls, scene),
      },
      scene,
    );
  });
  return [...origins, ...nodeOrigins(scene).map((origin) => weighed(origin, scene))]
    .filter(({ score }) => score > minOriginScore)
    .sort((a, b) => b.score - a.score || (a.service < b.service ? -1 : 1));
}

function weighed(origin: Origin, scene: Scene): Origin {
  const { rankShare, own, calls, named, change } = origin;
  const isExplained = origin.explainedBy.length > 0;
  const isInTrouble = own.length + calls.length + named.length > 0;
  // The ranking has weighed metrics, logs and topology already; what it has not seen counts in full here.
  const platform = own.filter(({ channel }) => channel === 'infra' || channel === 'errors');
  const troubledWeight = isExplained ? originWeights.explainedChange : originWeights.change;
  const changeWeight = isInTrouble ? troubledWeight : originWeights.untroubledChange;
  const score =
    originWeights.rankShare * rankShare +
    originWeights.platform * combinedStrength(platform) +
    originWeights.own * combinedStrength(own) +
    (isExplained ? originWeights.explainedCalls : originWeights.calls) * combinedStrength(calls) +
    originWeights.named * combinedStrength(named) +
    changeWeight * (change?.strength ?? 0);
  return { ...origin, score: score * relevance(origin, scene) * timeliness(origin, scene) };
}

/** Trouble of a service that the incident's services neither use nor serve is likely another story. */
function relevance({ service }: Origin, { observations: { affected }, graph, symptomsOf }: Scene): number {
  if (isRelated(service, affected, graph)) return 1;
  return affected.some((one) => symptomsOf(one).length > 0)
    ? unrelatedWeights.affectedInTrouble
    : unrelatedWeights.affectedQuiet;
}

function timeliness({ own, calls, named }: Origin, { onset }: Scene): number {
  const began = Math.min(...[...own, ...calls, ...named].map(({ at }) => at));
  return onset !== null && Number.isFinite(began) && began - onset.at > maxEffectDelayMs ? lateOriginWeight : 1;
}

function strongestChanges(changes: readonly ScoredChange[]): Map<string, ScoredChange> {
  const strongest = new Map<string, ScoredChange>();
  for (const scored of changes) {
    const { service } = scored.change;
    if (service !== null && scored.exclusion === null && !strongest.has(service)) strongest.set(service, scored);
  }
  return strongest;
}
