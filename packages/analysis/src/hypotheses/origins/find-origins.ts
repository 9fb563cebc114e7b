import type { ScoredChange } from '../../changes/scored-change.ts';
import { isOutsideHost } from '../../log-patterns/blamed-names.ts';
import type { Scene } from '../../scene/scene.ts';
import { clearSurgeShare, maxRankedOrigins } from '../thresholds.ts';
import { type Choice, type ChoiceModel, chooseOrigin } from './choice-model.ts';
import { type Coverage, isUncharted, readCoverage } from './coverage.ts';
import { complaintsByService, explanationsOf } from './explanations.ts';
import { fitted } from './fitted.ts';
import type { Origin } from './origin.ts';
import { type EvidenceContext, evidenceFor, type OriginParts } from './origin-evidence.ts';
import { placeOrigins } from './place-origins.ts';
import { readReach } from './reach.ts';

export interface Origins {
  /** Best first. */
  origins: readonly Origin[];
  coverage: Coverage;
  /** Probability that nothing is wrong, and that it began where nobody looked. */
  nothingWrong: number;
  elsewhere: number;
}

/** Every service and place where it could have begun, with how likely each is. */
export function findOrigins(scene: Scene, model: ChoiceModel = fitted): Origins {
  const candidates = [...serviceOrigins(scene), ...placeOrigins(scene)];
  const coverage = readCoverage(scene);
  const choice: Choice = chooseOrigin(
    candidates.map(({ evidence }) => evidence),
    coverage,
    model,
  );
  const origins = candidates
    .map((origin, i) => ({ ...origin, probability: choice.origins[i] ?? 0 }))
    .sort((a, b) => b.probability - a.probability || (a.service < b.service ? -1 : 1));
  return {
    origins: withOverrun(origins, scene),
    coverage,
    nothingWrong: choice.nothingWrong,
    elsewhere: choice.elsewhere,
  };
}

/** Where more requests than usual come in, the services below that they overrun are the same story, and it begins with the requests. */
function withOverrun(origins: readonly Origin[], { graph }: Scene): Origin[] {
  const [first] = origins;
  const surging = origins.find(({ evidence }) => evidence.surge >= clearSurgeShare);
  if (first === undefined || surging === undefined) return [...origins];
  const below = graph.dependenciesOf(surging.service);
  const isOverrun = ({ service, evidence }: Origin) => below.has(service) && evidence.overrun >= clearSurgeShare;
  if (first !== surging && !isOverrun(first)) return [...origins];
  const others = origins.filter((one) => one !== surging);
  const probability = others.filter(isOverrun).reduce((sum, one) => sum + one.probability, surging.probability);
  return [{ ...surging, probability }, ...others];
}

function serviceOrigins(scene: Scene): Origin[] {
  const top = scene.ranking[0]?.score ?? 0;
  const complaints = complaintsByService(scene);
  const changeOf = strongestChanges(scene.changes);
  const context: EvidenceContext = {
    scene,
    rankedBy: new Map(scene.ranking.map((ranked) => [ranked.service, ranked])),
    measured: new Set(scene.shifts.map(({ series }) => series.service)),
    reach: readReach(scene),
    isUncharted: isUncharted(scene.observations),
  };
  const known = knownServices(scene);
  const services = new Set([
    ...scene.symptoms.map(({ service }) => service),
    ...complaints.keys(),
    ...scene.ranking.slice(0, maxRankedOrigins).map(({ service }) => service),
  ]);
  return [...services].map((service): Origin => {
    const symptoms = scene.symptomsOf(service);
    const calls = symptoms.filter(({ nature }) => nature === 'calls');
    const parts: OriginParts = {
      service,
      rankShare: top > 0 ? Math.max(0, context.rankedBy.get(service)?.score ?? 0) / top : 0,
      // What a lost node did to its services belongs to the hypothesis about the node.
      own: symptoms.filter(({ nature, what }) => nature === 'own' && what !== 'node_lost'),
      calls,
      named: complaints.get(service) ?? [],
      change: changeOf.get(service) ?? null,
      explainedBy: explanationsOf(service, calls, scene),
    };
    const origin = { ...parts, place: null, probability: 0, evidence: evidenceFor(parts, context) };
    return asPlace(origin, known, scene);
  });
}

/** Services that somebody reports about, rather than names that only occur in the calls and complaints of others. */
function knownServices({ observations, shifts }: Scene): Set<string> {
  const { affected, logs, changes, infra, edges } = observations;
  return new Set([
    ...affected,
    ...shifts.map(({ series }) => series.service),
    ...[...logs, ...changes, ...infra].flatMap(({ service }) => service ?? []),
    ...edges.flatMap(({ from, to, foundBy }) => (foundBy === 'catalogue' ? [from, to] : [])),
  ]);
}

/** An outside host, or the name server where no service is known to be it, stands beside the service that suffers most from it. */
function asPlace(origin: Origin, known: ReadonlySet<string>, { observations: { affected } }: Scene): Origin {
  const { service: name, named } = origin;
  const lookups = named.length > 0 && named.every(({ mechanism }) => mechanism === 'dns');
  if (known.has(name) || named.length === 0 || !(lookups || isOutsideHost(name))) return origin;
  const victims = [...named].sort((a, b) => b.strength - a.strength).map(({ service }) => service);
  const service = affected.find((one) => victims.includes(one)) ?? victims[0] ?? name;
  return { ...origin, service, place: { kind: lookups ? 'name_server' : 'host', name } };
}

function strongestChanges(changes: readonly ScoredChange[]): Map<string, ScoredChange> {
  const strongest = new Map<string, ScoredChange>();
  for (const scored of changes) {
    const { service } = scored.change;
    if (service !== null && scored.exclusion === null && !strongest.has(service)) strongest.set(service, scored);
  }
  return strongest;
}
