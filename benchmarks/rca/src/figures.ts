import { readOutcomes } from './fit/case-outcome.ts';
import { madeCases } from './fit/made-cases.ts';
import { unseenOutcomes } from './fit/unseen-outcomes.ts';
import { harderFigures } from './report/harder-figures.ts';
import { score } from './scoring/score.ts';

/** What docs/accuracy.md claims of the public cases, as one line of JSON: what the tests hold it to. */
const folder = process.argv[2];
if (folder === undefined) {
  process.stderr.write('usage: npm run -s bench:rca:figures -- DIR\n');
  process.exit(1);
}
const outcomes = readOutcomes(folder);
const held = unseenOutcomes(folder, madeCases());
const sets = [...new Set(outcomes.map(({ set }) => set))];
const figures = {
  all: score(held),
  sets: Object.fromEntries(sets.map((set) => [set, score(held.filter((one) => one.set === set))])),
  harder: harderFigures(outcomes),
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
