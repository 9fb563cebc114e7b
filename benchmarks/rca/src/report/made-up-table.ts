import { toObservations } from '../adapter/to-observations.ts';
import { predict } from '../predict.ts';
import { score } from '../scoring/score.ts';
import { type Known, randomSystem } from '../synthetic/random-system.ts';
import { yardsticks } from '../yardsticks/yardsticks.ts';
import { table, withInterval } from './tables.ts';

const SYSTEMS = 140;
const variants: readonly (readonly [string, Known])[] = [
  ['1 s steps, no call graph, no target', { stepS: 1, beforeS: 600, afterS: 300, topology: false }],
  ['1 s steps, with both', { stepS: 1, beforeS: 600, afterS: 300, topology: true }],
  ['15 s steps, no call graph, no target', { stepS: 15, beforeS: 3_600, afterS: 600, topology: false }],
];

/** How systems made by chance are answered, beside the better of the naive yardsticks. */
export function madeUpTable(): string {
  const rows = variants.map(([name, known]) => {
    const cases = Array.from({ length: SYSTEMS }, (_, seed) => {
      const { loaded, truth } = randomSystem(seed, known);
      const observations = toObservations(loaded);
      const { id } = loaded.record;
      const prediction = predict(id, observations);
      const naive = { ...prediction, ranking: yardsticks['N-sigma']?.(observations) ?? [] };
      return { truth: { id, truth }, prediction, naive };
    });
    const ours = score(cases);
    const naive = score(cases.map(({ truth, naive: prediction }) => ({ truth, prediction })));
    const named = ours.committed + ours.falseAlarms;
    return [
      name,
      withInterval(ours.top1, ours.culprits),
      (naive.top1 / ours.culprits).toFixed(3),
      withInterval(ours.falseAlarms, ours.healthy),
      withInterval(ours.committedRight, named),
      ours.brier.toFixed(3),
    ];
  });
  return table(['', 'top-1', 'N-sigma top-1', 'false alarms', 'right when it names a cause', 'Brier'], rows);
}
