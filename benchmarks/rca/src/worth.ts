import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fitted } from '@incidentfox/analysis';
import { randomCases } from './fit/choice-cases.ts';
import { worthSeed } from './fit/seeds.ts';
import { randomSystems } from './random-systems/random-systems.ts';
import { splice } from './report/splice.ts';
import { evidenceTable, signTable } from './worth/features.ts';
import { kindTable } from './worth/kinds.ts';

/** What every feature and every kind of telemetry is worth on random systems that nothing was fitted on, into docs/accuracy.md. */
const path = join(import.meta.dirname, '../../../docs/accuracy.md');
const { seed, count } = worthSeed;
const cases = [...randomCases(seed, count)];
const parts: readonly (readonly [string, string])[] = [
  ['worth-kinds', kindTable([...randomSystems(seed, count)])],
  ['worth-evidence', evidenceTable(cases, fitted)],
  ['worth-signs', signTable(cases, fitted)],
];
writeFileSync(
  path,
  parts.reduce((text, [name, content]) => splice(text, name, `\n${content}\n`), readFileSync(path, 'utf8')),
);
process.stdout.write(parts.map(([name, content]) => `${name}\n${content}\n`).join('\n'));
