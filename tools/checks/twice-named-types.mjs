// No two exported types have one name: a reader who meets `Decision` must not have to ask which.
// `node tools/checks/twice-named-types.mjs [ROOT]` names those that do, and exits 1.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '../..'));
const declaration = /^export (?:declare )?(?:abstract )?(?:interface|type|class|enum) (\w+)/gm;

const homes = new Map();
let files = 0;
for (const file of ['packages', 'apps', 'benchmarks'].flatMap((group) => sourcesIn(join(root, group)))) {
  files++;
  for (const [, name] of readFileSync(file, 'utf8').matchAll(declaration)) {
    homes.set(name, (homes.get(name) ?? new Set()).add(relative(root, file)));
  }
}
const twice = [...homes].filter(([, in_]) => in_.size > 1);
for (const [name, in_] of twice) console.log(`${name} is the name of several types: ${[...in_].join(', ')}`);
if (files === 0) console.log('no source was found: is the path right?');
console.log(`${homes.size} exported types in ${files} files`);
process.exitCode = twice.length > 0 || files === 0 ? 1 : 0;

/** The sources below `group/<name>/src`. */
function sourcesIn(group) {
  if (!existsSync(group)) return [];
  return readdirSync(group, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => /^[^/\\]+[/\\]src[/\\]/.test(relative(group, file)));
}
