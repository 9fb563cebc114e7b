import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ablations } from './ablation/ablation.ts';
import { toObservations } from './adapter/to-observations.ts';
import { type CaseOutcome, readOutcomes } from './fit/case-outcome.ts';
import { madeCases } from './fit/made-cases.ts';
import { unseenOutcomes } from './fit/unseen-outcomes.ts';
import { bandsOf } from './random-systems/score/tally.ts';
import { type HarderFigures, harderFigures } from './report/harder-figures.ts';
import { madeUpTable } from './report/made-up-table.ts';
import { reliabilityDiagram } from './report/reliability-diagram.ts';
import { splice } from './report/splice.ts';
import { bandTable, judgeStrangers, perSureSet, strangersBySight, sureTable } from './report/sure-table.ts';
import { accuracyTable, kindTable, table, verdictTable } from './report/tables.ts';
import { idealCalibrationError } from './scoring/ideal-error.ts';
import { claim, type Score, score } from './scoring/score.ts';
import { yardsticks } from './yardsticks/yardsticks.ts';

const root = join(import.meta.dirname, '../../..');
const folder = process.argv[2] ?? join(root, '../shared/benchmarks/rca/dev');
const titles: Readonly<Record<string, string>> = {
  petshop: 'PetShop',
  'nezha-onlineboutique': 'Online Boutique',
  'nezha-trainticket': 'Train Ticket',
};
const outcomes = readOutcomes(folder);
const sets = [...new Set(outcomes.map(({ set }) => set))];
const titleOf = (set: string) => titles[set] ?? set;

function perSet(cases: readonly CaseOutcome[]): { name: string; score: Score; idealError: number }[] {
  const row = (name: string, own: readonly CaseOutcome[]) => ({
    name,
    score: score(own),
    idealError: idealCalibrationError(own.map(claim)),
  });
  const own = sets.map((set) =>
    row(
      titleOf(set),
      cases.filter((one) => one.set === set),
    ),
  );
  return [...own, row('all', cases)];
}

function yardstickTable(): string {
  const rows = Object.entries(yardsticks).map(([name, rank]) => [
    name,
    ...sets.flatMap((set) => {
      const own = outcomes.filter((one) => one.set === set);
      const scored = score(
        own.map(({ truth, loaded, prediction }) => ({
          truth,
          prediction: { ...prediction, ranking: rank(toObservations(loaded)) },
        })),
      );
      return [scored.top1, scored.top3].map((hits) => (hits / Math.max(1, scored.culprits)).toFixed(3));
    }),
  ]);
  const ours = sets.flatMap((set) => {
    const own = score(outcomes.filter((one) => one.set === set));
    return [own.top1, own.top3].map((hits) => (hits / Math.max(1, own.culprits)).toFixed(3));
  });
  const head = ['method', ...sets.flatMap((set) => [`${titleOf(set)} top-1`, 'top-3'])];
  return table(head, [['this engine', ...ours], ...rows]);
}

/** Top-1 and mean confidence over the faults of a set; dashes where there was nothing to take away. */
function cells(figure: HarderFigures | undefined, of: 'harder' | 'asRecorded'): [string, string] {
  if (figure === undefined) return ['–', '–'];
  return [(figure[of].right / figure.faults).toFixed(3), figure[of].confidence.toFixed(2)];
}

function ablationTable(): string {
  const figures = harderFigures(outcomes);
  const of = (set: string, name?: string) =>
    figures.find((one) => one.set === set && (name === undefined || one.ablation === name));
  const rows = [
    ['as recorded', ...sets.flatMap((set) => cells(of(set), 'asRecorded'))],
    ...ablations.map(({ name }) => [name, ...sets.flatMap((set) => cells(of(set, name), 'harder'))]),
  ];
  return table(['', ...sets.flatMap((set) => [`${titleOf(set)} top-1`, 'mean confidence'])], rows);
}

const held = unseenOutcomes(folder, madeCases());
const strangers = judgeStrangers();
const path = join(root, 'docs/accuracy.md');
const parts: readonly (readonly [string, string])[] = [
  ['sure', sureTable([...perSureSet(held), ...strangersBySight(strangers)])],
  ['bands', bandTable(bandsOf(strangers))],
  ['accuracy', accuracyTable(perSet(outcomes))],
  ['verdicts', verdictTable(perSet(outcomes))],
  ['unseen-accuracy', accuracyTable(perSet(held))],
  ['unseen', verdictTable(perSet(held))],
  ['kinds', kindTable(perSet(outcomes).slice(0, -1))],
  ['yardsticks', yardstickTable()],
  ['robustness', ablationTable()],
  ['made-up', madeUpTable()],
];
writeFileSync(
  path,
  parts.reduce((text, [name, content]) => splice(text, name, `\n${content}\n`), readFileSync(path, 'utf8')),
);
writeFileSync(join(root, 'docs/accuracy-reliability.svg'), reliabilityDiagram(held.map(claim)));
process.stdout.write(parts.map(([name, content]) => `${name}\n${content}\n`).join('\n'));
