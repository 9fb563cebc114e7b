import { diagnose } from '@incidentfox/analysis';
import { toObservations } from '../adapter/to-observations.ts';
import { caseFiles, readCases } from '../cases/case-file.ts';
import { fitSeeds } from '../fit/seeds.ts';
import { randomSystems } from '../random-systems/random-systems.ts';
import { judge } from '../random-systems/score/judge.ts';
import { rankOf, readTruths } from '../scoring/truth.ts';

/** Faults of a family, and how many are answered right first and among the first three. */
export interface FamilyHits {
  faults: number;
  top1: number;
  top3: number;
}

const RANDOM_SYSTEMS = 190;

/** Prints the hits of every family, as JSON, with the constants that were set. */
function main(folder: string): void {
  const hits: Record<string, FamilyHits> = {};
  const count = (family: string, isFirst: boolean, isInThree: boolean) => {
    const own = hits[family] ?? { faults: 0, top1: 0, top3: 0 };
    hits[family] = {
      faults: own.faults + 1,
      top1: own.top1 + Number(isFirst),
      top3: own.top3 + Number(isInThree),
    };
  };
  for (const file of caseFiles(folder))
    for (const loaded of readCases(folder, file)) {
      const truth = readTruths(folder, loaded.set).get(loaded.record.id)?.truth;
      if (truth == null) continue;
      const rank = rankOf(truth.service, diagnose(toObservations(loaded)).ranking);
      count(loaded.set, rank === 0, rank >= 0 && rank < 3);
    }
  for (const system of randomSystems(fitSeeds.random.seed, RANDOM_SYSTEMS)) {
    if (system.truth.healthy) continue;
    const { isFirst, isInThree } = judge(system, diagnose(system.observations));
    count('random systems', isFirst, isInThree);
  }
  process.stdout.write(JSON.stringify(hits));
}

main(process.argv[2] ?? '');
