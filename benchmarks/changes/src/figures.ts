import { predictFolder } from './predict/predict-folder.ts';
import { score } from './scoring/score.ts';
import { readTruths } from './scoring/truth.ts';

/** What the engine is worth on every set of a folder, as one line of JSON: the figures of the scorer that comes with the cases. */
const folder = process.argv[2];
if (folder === undefined) {
  process.stderr.write('usage: npm run -s bench:changes:figures -- DIR\n');
  process.exit(1);
}
try {
  const predictions = Array.from(predictFolder(folder, () => undefined));
  const sets = Array.from(readTruths(folder), ([set, truths]) => [set, score(truths, predictions)] as const);
  process.stdout.write(`${JSON.stringify(Object.fromEntries(sets))}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
