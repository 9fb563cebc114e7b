import { publicCases } from '../fit/choice-cases.ts';
import { leaveFamilyOut } from '../fit/leave-family-out.ts';
import { fittedCases } from '../fit/made-cases.ts';
import { table, withInterval } from '../report/tables.ts';
import { chosenWithout, type MeasuredVariant } from './choose.ts';
import { type FamilyHits, measure, randomFamily, readFaults } from './measure.ts';
import { asTheyAre, variants } from './variants.ts';

/** So many that all values of all constants are measured within minutes. */
const RANDOM_SYSTEMS = 114;

/**
 * What each family gets when weights and constants are chosen without it, and what each single value of a constant does to all
 * families. The random systems are of another seed than those of the fit, so the weights as fitted have not seen them either.
 */
export function constantTables(folder: string): { chosen: string; each: string } {
  const recorded = [...publicCases(folder)];
  const sets = [...new Set(recorded.map(({ family }) => family))];
  // How far a ranking can be believed does not change it.
  const models = leaveFamilyOut(recorded, { fitted: fittedCases(), calibration: [] }, sets);
  const faults = readFaults(folder, RANDOM_SYSTEMS);
  const of = (variant: MeasuredVariant['variant']): MeasuredVariant => ({
    variant,
    hits: measure(faults, variant, models),
  });
  const base = of(asTheyAre);
  const all = variants.map(of);
  const rows = [...sets, randomFamily].map((family) => {
    const variant = chosenWithout(family, base, all);
    const { hits } = Object.keys(variant.values).length === 0 ? base : of(variant);
    return [family, ...cells(base.hits[family]), ...cells(hits[family]), variant.name];
  });
  const head = ['left out', 'top-1 with constants as they are', 'top-3'];
  const families = Object.keys(base.hits);
  return {
    chosen: table([...head, 'top-1 with constants chosen without it', 'top-3', 'chosen'], rows),
    each: table(
      ['constant', ...families.map((family) => `${family} top-1`)],
      [base, ...all].map(({ variant, hits }) => [
        variant.name,
        ...families.map((family) => cells(hits[family])[0] ?? ''),
      ]),
    ),
  };
}

const cells = (hits: FamilyHits | undefined): string[] =>
  [hits?.top1, hits?.top3].map((count) => withInterval(count ?? 0, hits?.faults ?? 0));
