import { parseArgs } from 'node:util';
import { diagnose } from '@incidentfox/analysis';
import { type FamilyName, familyNames } from './random-systems/faults/families.ts';
import { randomSystems } from './random-systems/random-systems.ts';
import { judge } from './random-systems/score/judge.ts';
import { writeTables } from './random-systems/score/write-tables.ts';

const usage = `usage: npm run -s bench:random -- [--seed S] [--count N] [--family F] [--json]\nfamilies: ${familyNames.join(', ')}\n`;

/** Asks the engine about random systems and prints how it fared: tables, or one line of JSON a system. */
function main(): void {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      count: { type: 'string', default: '600' },
      family: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const [seed, count] = [Number(values.seed), Number(values.count)];
  const family = familyNames.find((name) => name === values.family);
  if (!Number.isInteger(seed) || !Number.isInteger(count) || (values.family !== undefined && family === undefined)) {
    throw new Error(usage);
  }
  const judgements = Array.from(judgeAll(seed, count, family, values.json));
  if (!values.json) process.stdout.write(`${writeTables(judgements)}\n`);
}

function* judgeAll(seed: number, count: number, family: FamilyName | undefined, isPrinted: boolean) {
  for (const system of randomSystems(seed, count, family)) {
    const judgement = judge(system, diagnose(system.observations));
    if (isPrinted) process.stdout.write(`${JSON.stringify(judgement)}\n`);
    yield judgement;
  }
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
