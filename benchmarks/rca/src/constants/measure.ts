import { type ChoiceModel, diagnose } from '@incidentfox/analysis';
import type { Diagnosis, Observations } from '@incidentfox/incident';
import { toObservations } from '../adapter/to-observations.ts';
import { caseFiles, readCases } from '../cases/case-file.ts';
import { randomSystems } from '../random-systems/random-systems.ts';
import { judge } from '../random-systems/score/judge.ts';
import { rankOf, readTruths } from '../scoring/truth.ts';
import type { Variant } from './variants.ts';
import { setConstants } from './with-constants.ts';

/** Faults of a family, and how many are answered right first and among the first three. */
export interface FamilyHits {
  faults: number;
  top1: number;
  top3: number;
}

export type Hits = Readonly<Record<string, FamilyHits>>;

/** A fault, read once, that the engine is asked about with one set of constants after the other. */
interface Fault {
  family: string;
  observations: Observations;
  hit(diagnosis: Diagnosis): { isFirst: boolean; isInThree: boolean };
}

/** Of a seed that neither the fit nor the tables use. */
const randomSeed = 14;
export const randomFamily = 'random systems';

/** Every fault of the public cases in `folder`, and those of `count` random systems. */
export const readFaults = (folder: string, count: number): Fault[] => [...publicFaults(folder), ...randomFaults(count)];

function* publicFaults(folder: string): Generator<Fault> {
  for (const file of caseFiles(folder))
    for (const loaded of readCases(folder, file)) {
      const truth = readTruths(folder, loaded.set).get(loaded.record.id)?.truth;
      if (truth == null) continue;
      const hit: Fault['hit'] = ({ ranking }) => {
        const rank = rankOf(truth.service, ranking);
        return { isFirst: rank === 0, isInThree: rank >= 0 && rank < 3 };
      };
      yield { family: loaded.set, observations: toObservations(loaded), hit };
    }
}

function* randomFaults(count: number): Generator<Fault> {
  for (const system of randomSystems(randomSeed, count)) {
    if (system.truth.healthy) continue;
    yield {
      family: randomFamily,
      observations: system.observations,
      hit: (diagnosis) => judge(system, diagnosis),
    };
  }
}

/** The hits of every family with the constants of a variant, and with weights that have not seen the family where `models` has them. */
export function measure(faults: readonly Fault[], { values }: Variant, models: ReadonlyMap<string, ChoiceModel>): Hits {
  const restore = setConstants(values);
  const hits: Record<string, FamilyHits> = {};
  for (const { family, observations, hit } of faults) {
    const model = models.get(family);
    const { isFirst, isInThree } = hit(diagnose(observations, model === undefined ? {} : { model }));
    const own = hits[family] ?? { faults: 0, top1: 0, top3: 0 };
    hits[family] = {
      faults: own.faults + 1,
      top1: own.top1 + Number(isFirst),
      top3: own.top3 + Number(isInThree),
    };
  }
  restore();
  return hits;
}
