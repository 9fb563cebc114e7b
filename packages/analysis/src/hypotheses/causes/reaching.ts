import { combinedStrength } from '../../scene/combined-strength.ts';
import type { Scene } from '../../scene/scene.ts';
import type { Symptom } from '../../scene/symptom.ts';
import { isDataStore } from '../../topology/is-data-store.ts';
import { citeSymptom } from '../citations/cite.ts';
import { causeFits, minNetworkDelayPart } from '../thresholds.ts';
import type { Cause, CauseRule } from './cause.ts';

const cite = (scene: Scene, symptoms: readonly Symptom[]): string[] =>
  [...symptoms]
    .sort((a, b) => b.strength - a.strength)
    .slice(0, 5)
    .map((symptom) => citeSymptom(scene.book, symptom));

function cause(
  kind: Cause['kind'],
  object: string | null,
  symptoms: readonly Symptom[],
  fit: number,
  scene: Scene,
): Cause[] {
  if (symptoms.length === 0) return [];
  const supports = cite(scene, symptoms);
  return [{ kind, object, fit, trigger: supports[0] ?? null, supports, contradicts: [] }];
}

const reachable = new Set(['refused', 'timeout', 'unavailable', 'rate_limited', 'authentication']);

/** Errors name an outside host that nobody here runs. */
export const thirdPartyCauses: CauseRule = (origin, scene) => {
  const symptoms = origin.calls
    .concat(origin.own)
    .filter(
      ({ blames, mechanism }) =>
        blames?.kind === 'external_host' &&
        mechanism !== null &&
        (reachable.has(mechanism) || mechanism === 'certificate'),
    );
  const host = symptoms[0]?.blames?.name ?? null;
  return cause('third_party', host, symptoms, causeFits.thirdParty * combinedStrength(symptoms), scene);
};

/** Names do not resolve, certificates are refused, or calls are slow on the way while the callee answers fast. */
export const networkCauses: CauseRule = (origin, scene) => {
  const symptoms = [...origin.calls, ...origin.own, ...origin.named].filter(
    ({ service, mechanism, blames }) =>
      mechanism === 'dns' ||
      // A certificate belongs to whom the error names, not to who noticed.
      (mechanism === 'certificate' && !(service === origin.service && blames?.kind === 'service')),
  );
  const hosts = symptoms.map(({ from }) =>
    'pattern' in from
      ? from.pattern.mentions.find(({ kind }) => kind === 'host' || kind === 'external_host')?.text
      : undefined,
  );
  const fromErrors = cause(
    'network',
    hosts.find((name) => name !== undefined) ?? null,
    symptoms,
    causeFits.networkErrors * combinedStrength(symptoms),
    scene,
  );
  if (fromErrors.length > 0) return fromErrors;
  const ranked = scene.ranking.find(({ service }) => service === origin.service);
  if (
    ranked === undefined ||
    ranked.features.network < minNetworkDelayPart ||
    ranked.features.network <= ranked.features.resource
  )
    return [];
  return cause('network', null, [...origin.calls, ...origin.named], causeFits.networkDelay, scene);
};

/** The data store itself, or what its clients say about it. */
export const dataStoreCauses: CauseRule = (origin, scene) => {
  const symptoms = [...origin.own, ...origin.calls, ...origin.named];
  if (isDataStore(origin.service)) return cause('data_store', null, symptoms, causeFits.dataStore, scene);
  const databaseErrors = symptoms.filter(({ mechanism }) => mechanism === 'database');
  // Where the errors name the store, the store is the origin, not its client.
  const clear = databaseErrors.filter(
    ({ service, blames }) => service === origin.service && blames?.kind !== 'service',
  );
  return cause('data_store', null, clear, causeFits.databaseErrors * combinedStrength(clear), scene);
};

/** Something the affected service calls is in trouble, and nothing else says why. */
export const dependencyCauses: CauseRule = (origin, scene) => {
  const isCalled = scene.graph.callersOf(origin.service).length > 0 || origin.named.length > 0;
  const isAffected = scene.observations.affected[0] === origin.service;
  const symptoms = [...origin.named, ...origin.calls];
  return isCalled && !isAffected ? cause('dependency', null, symptoms, causeFits.dependency, scene) : [];
};
