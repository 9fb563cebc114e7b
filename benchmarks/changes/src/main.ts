import { predictFolder } from './predict/predict-folder.ts';

const folder = process.argv[2];
if (folder === undefined) {
  process.stderr.write('usage: npm run -s bench:changes -- DIR > predictions.jsonl\n');
  process.exit(1);
}
const onUnread = (id: string, what: readonly string[]) => process.stderr.write(`${id}: not read: ${what.join(', ')}\n`);
try {
  for (const prediction of predictFolder(folder, onUnread)) process.stdout.write(`${JSON.stringify(prediction)}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
