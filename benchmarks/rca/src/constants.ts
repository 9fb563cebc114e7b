import './constants/with-constants.ts';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { splice } from './report/splice.ts';

const folder = process.argv[2];
if (folder === undefined) {
  process.stderr.write('usage: npm run -s bench:rca:constants -- DIR\n');
  process.exit(1);
}
// After the constants were made settable, since this loads the engine.
const { constantTables } = await import('./constants/constant-tables.ts');
const { chosen, each } = constantTables(folder);
const path = join(import.meta.dirname, '../../../docs/accuracy.md');
writeFileSync(path, splice(readFileSync(path, 'utf8'), 'constants', `\n${chosen}\n`));
process.stdout.write(`${chosen}\n\n${each}\n`);
