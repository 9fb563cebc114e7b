import { readChoice } from '@incidentfox/analysis';
import { toObservations } from '../adapter/to-observations.ts';
import { caseFiles, readCases } from '../cases/case-file.ts';
import { randomSystems } from '../random-systems/random-systems.ts';
import { isCulprit } from '../random-systems/score/judge.ts';
import { rankOf, readTruths } from '../scoring/truth.ts';
import type { ChoiceCase } from './fit-choice.ts';

/** A case with the family it belongs to: what is left out together. */
export interface FamilyCase extends ChoiceCase {
  family: string;
  /** A public set, or made up. */
  isPublic: boolean;
}

/**
 * A public case counts as much as this many made-up ones: there are few of them, and they are real. Chosen so that each public set and
 * the random systems weigh about the same.
 */
const PUBLIC_WEIGHT = 12;

export function* publicCases(folder: string): Generator<FamilyCase> {
  for (const file of caseFiles(folder)) {
    for (const loaded of readCases(folder, file)) {
      const answer = readTruths(folder, loaded.set).get(loaded.record.id);
      if (answer === undefined) continue;
      const basis = readChoice(toObservations(loaded));
      const { truth } = answer;
      const right = basis.candidates.flatMap(({ name }, i) =>
        truth !== null && rankOf(truth.service, [{ service: name }]) === 0 ? [i] : [],
      );
      yield { basis, right, isHealthy: truth === null, weight: PUBLIC_WEIGHT, family: loaded.set, isPublic: true };
    }
  }
}

export function* randomCases(seed: number, count: number): Generator<FamilyCase> {
  for (const { observations, truth, family } of randomSystems(seed, count)) {
    const basis = readChoice(observations);
    const right = basis.candidates.flatMap(({ name }, i) => (isCulprit(truth, [name]) ? [i] : []));
    yield { basis, right, isHealthy: truth.healthy, weight: 1, family, isPublic: false };
  }
}
