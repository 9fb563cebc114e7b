// Every noun the incident package exports stands in the glossary, in plain words: `AffectedService` as "affected service". The
// kind, state, type or id of a thing needs no row beside that of the thing.
// `node tools/checks/glossary.mjs [ROOT]` names those that do not, and exits 1.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '../..'));
const folder = join(root, 'packages/incident/src');

const words = new Set(
  readFileSync(join(root, 'GLOSSARY.md'), 'utf8')
    .split('\n')
    .flatMap((line) => /^\| ([^|]+) \|/.exec(line)?.[1].split(',') ?? [])
    .map((word) => word.trim()),
);
const nouns = readdirSync(folder, { recursive: true })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/^export (?:interface|type) (\w+)/gm)])
  .map(([, name]) => name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase())
  .map((noun) => noun.replace(/ (kind|state|type|id)$/, ''));
const missing = [...new Set(nouns)].filter((noun) => !words.has(noun)).sort();

for (const noun of missing) console.log(`"${noun}" is exported by packages/incident and not in GLOSSARY.md`);
console.log(`${new Set(nouns).size - missing.length} of ${new Set(nouns).size} nouns are in the glossary`);
process.exitCode = missing.length > 0 || nouns.length === 0 ? 1 : 0;
