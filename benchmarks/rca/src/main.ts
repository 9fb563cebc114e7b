import { toObservations } from './adapter/to-observations.ts';
import { caseFiles, readCases } from './cases/case-file.ts';
import { predict } from './predict.ts';

const folder = process.argv[2];
if (folder === undefined) {
  process.stderr.write('usage: npm run -s bench:rca -- DIR > predictions.jsonl\n');
  process.exit(1);
}
try {
  for (const file of caseFiles(folder))
    for (const loaded of readCases(folder, file))
      process.stdout.write(`${JSON.stringify(predict(loaded.record.id, toObservations(loaded)))}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
