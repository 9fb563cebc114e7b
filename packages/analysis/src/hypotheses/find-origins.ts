import type { ScoredChange } from '../changes/scored-change.ts';
import type { Origin, Scene } from './scene.ts';
import type { Symptom } from './symptom.ts';

/** Several signs together: each leaves less doubt, none more than certainty. */
export const together = (symptoms: readonly Symptom[]): number =>
  1 - symptoms.reduce((doubt, { strength }) => doubt * (1 - strength), 1);

const troubleStrength = 0.3;
/** Trouble of a callee that began this much after its caller's does not explain the caller. */
const laterMs = 3 * 60_000;

/** Every service that could be where it began, best first. */
export function findOrigins(scene: Scene): Origin[] {
  const top = scene.ranking[0]?.score ?? 0;
  const shareOf = new Map(scene.ranking.map(({ service, score }) => [service, top > 0 ? Math.max(0, score) / top : 0]));
  const namedBy = complaintsByService(scene.symptoms);
  const changeOf = strongestChanges(scene.changes);
  const services = new Set([
    ...scene.symptoms.map(({ service }) => service),
    ...namedBy.keys(),
    ...scene.ranking.slice(0, 5).map(({ service }) => service),
  ]);
  const origins = [...services].map((service) =>
    originOf(service, scene, shareOf.get(service) ?? 0, namedBy.get(service) ?? [], changeOf.get(service) ?? null),
  );
  return origins
    .filter(({ score }) => score > 0.05)
    .sort((a, b) => b.score - a.score || (a.service < b.service ? -1 : 1));
}

function originOf(
  service: string,
  scene: Scene,
  rankShare: number,
  named: readonly Symptom[],
  change: ScoredChange | null,
): Origin {
  const symptoms = scene.symptomsOf(service);
  const own = symptoms.filter(({ nature }) => nature === 'own');
  const calls = symptoms.filter(({ nature }) => nature === 'calls');
  const explainedBy = explanationsOf(service, calls, scene);
  const isInTrouble = symptoms.length > 0 || named.length > 0;
  const score =
    0.8 * rankShare +
    1.2 * together(own) +
    (explainedBy.length > 0 ? 0.1 : 0.5) * together(calls) +
    0.9 * together(named) +
    (isInTrouble ? 0.9 : 0.2) * (change?.strength ?? 0);
  return { service, score: score * reachWorth(service, scene), rankShare, own, calls, named, change, explainedBy };
}

/** Callees in trouble of their own, no later than the caller. */
function explanationsOf(service: string, calls: readonly Symptom[], { graph, symptomsOf }: Scene): string[] {
  const began = Math.min(...calls.map(({ at }) => at));
  return graph.calleesOf(service).filter((callee) => {
    const theirs = symptomsOf(callee).filter(({ what }) => what !== 'traffic_down' && what !== 'traffic_up');
    return together(theirs) >= troubleStrength && theirs.some(({ at }) => at <= began + laterMs);
  });
}

/** Trouble of a service that the incident's services neither use nor serve is likely another story. */
function reachWorth(service: string, { observations, graph, symptomsOf }: Scene): number {
  const { affected } = observations;
  if (affected.length === 0 || affected.includes(service)) return 1;
  if (affected.some((one) => graph.dependenciesOf(one).has(service) || graph.dependentsOf(one).has(service))) return 1;
  const together = [...graph.sharedNodes.values()].some(
    (on) => on.includes(service) && on.some((other) => affected.includes(other)),
  );
  if (together || service.startsWith('node ')) return 1;
  return affected.some((one) => symptomsOf(one).length > 0) ? 0.4 : 0.9;
}

function complaintsByService(symptoms: readonly Symptom[]): Map<string, Symptom[]> {
  const complaints = new Map<string, Symptom[]>();
  for (const symptom of symptoms) {
    if (symptom.blames?.kind !== 'service' || symptom.blames.name === symptom.service) continue;
    complaints.set(symptom.blames.name, [...(complaints.get(symptom.blames.name) ?? []), symptom]);
  }
  return complaints;
}

function strongestChanges(changes: readonly ScoredChange[]): Map<string, ScoredChange> {
  const strongest = new Map<string, ScoredChange>();
  for (const scored of changes) {
    const { service } = scored.change;
    if (service !== null && scored.exclusion === null && !strongest.has(service)) strongest.set(service, scored);
  }
  return strongest;
}
