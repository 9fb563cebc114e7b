import { readChoice } from '@incidentfox/analysis';
import type { Observations } from '@incidentfox/incident';
import { ablate, ablations } from '../ablation/ablation.ts';
import { toObservations } from '../adapter/to-observations.ts';
import { caseFiles, type LoadedCase, readCases } from '../cases/case-file.ts';
import { randomSystems } from '../random-systems/random-systems.ts';
import { isCulprit } from '../random-systems/score/judge.ts';
import { rankOf, readTruths } from '../scoring/truth.ts';
import { type Known, randomSystem } from '../synthetic/random-system.ts';
import type { ChoiceCase } from './fit-choice.ts';

/** A case with the family it belongs to: what is left out together. */
export interface FamilyCase extends ChoiceCase {
  family: string;
}

/**
 * A public case counts as much as this many random ones: there are few of them, and they are real. With it, each public set weighs about
 * as much as a third of the random systems.
 */
const PUBLIC_WEIGHT = 12;
/** What the versions of a public case in which one kind of telemetry was taken away count for together, beside the case itself. */
const ABLATED_WEIGHT = 0.5;
const CALL_TREE_WEIGHT = 1;
const withoutRates: Known = { stepS: 1, beforeS: 600, afterS: 300, topology: false };

type Right = (name: string) => boolean;

function toCase(
  observations: Observations,
  isRight: Right,
  family: string,
  isHealthy: boolean,
  weight: number,
  guiltyChange: string | null = null,
): FamilyCase {
  const basis = readChoice(observations);
  const right = basis.candidates.flatMap(({ name }, i) => (isRight(name) ? [i] : []));
  return { basis, right, isHealthy, weight, family, guiltyChange };
}

/** The public cases, each also with one kind of telemetry taken away: a family is a set. */
export function* publicCases(folder: string): Generator<FamilyCase> {
  for (const file of caseFiles(folder)) {
    for (const loaded of readCases(folder, file)) {
      const answer = readTruths(folder, loaded.set).get(loaded.record.id);
      if (answer === undefined) continue;
      const { truth } = answer;
      const isRight: Right = (name) => truth !== null && rankOf(truth.service, [{ service: name }]) === 0;
      yield toCase(toObservations(loaded), isRight, loaded.set, truth === null, PUBLIC_WEIGHT);
      const reduced = withoutOneKind(loaded);
      for (const observations of reduced) {
        const weight = (PUBLIC_WEIGHT * ABLATED_WEIGHT) / reduced.length;
        yield toCase(observations, isRight, loaded.set, truth === null, weight);
      }
    }
  }
}

const withoutOneKind = (loaded: LoadedCase): Observations[] =>
  ablations.flatMap((ablation) => (ablation.change === undefined ? [] : (ablate(loaded, ablation) ?? [])));

/** Random systems of all families in turn. */
export function* randomCases(seed: number, count: number): Generator<FamilyCase> {
  for (const { observations, truth, family } of randomSystems(seed, count))
    yield toCase(observations, (name) => isCulprit(truth, [name]), family, truth.healthy, 1, truth.guiltyChange);
}

/** Trees of calls with steps of a second: resources and latency, nobody knows who calls whom or how often. */
export function* callTreeCases(seed: number, count: number): Generator<FamilyCase> {
  for (let i = 0; i < count; i += 1) {
    const { loaded, truth } = randomSystem(seed * 1_000 + i, withoutRates);
    const isRight: Right = (name) => truth !== null && rankOf(truth.service, [{ service: name }]) === 0;
    yield toCase(toObservations(loaded), isRight, 'call-tree', truth === null, CALL_TREE_WEIGHT);
  }
}
