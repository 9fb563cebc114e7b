// What a reader meets before any code: folders that can be taken in at a glance, files of one idea, a README where a package is
// large, names that say what is inside. `node tools/checks/tree-shape.mjs [ROOT]` names what is not so, and exits 1.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '../..'));
const isWholeTree = process.argv.length === 2;

/** Code files in a folder: what still fits a screen, and a head. More is a folder for a story. */
const maxFilesInFolder = 13;
/** Lines of a file of a `src` folder. Tables of cases in tests may be longer. */
const maxLinesOfSource = 200;
/** Lines of code, tests included, from which a package needs a README with its flow and the command that proves it. */
const maxLinesWithoutReadme = 1_000;
/** Names that say nothing of what is inside: such folders and files only grow. */
const drawers = new Set(['utils', 'util', 'common', 'helpers', 'helper', 'shared', 'lib', 'misc']);

/** Folders that hold more, for now. One that no longer does is a fault as well. */
const excusedFolders = new Set([
  'packages/analysis/src/patches/detectors/code',
  'packages/analysis/src/ranking',
  'packages/data-sources/src/service-identity',
]);

const files = ['packages', 'apps', 'benchmarks', 'tests', 'tools'].flatMap((group) => filesBelow(join(root, group)));
const code = files.filter(({ path }) => /\.(ts|mjs)$/.test(path));
const faults = [...largeFolders(), ...longFiles(), ...withoutReadme(), ...inDrawers(), ...mocking()];

for (const fault of faults) console.log(fault);
if (code.length === 0) console.log('no code was found: is the path right?');
console.log(`${code.length} files of code in ${new Set(code.map(({ folder }) => folder)).size} folders`);
process.exitCode = faults.length > 0 || code.length === 0 ? 1 : 0;

function largeFolders() {
  const large = new Map(
    [...grouped(({ folder }) => folder)]
      .map(([folder, inFolder]) => [folder, inFolder.length])
      .filter(([, count]) => count > maxFilesInFolder),
  );
  const needless = isWholeTree ? [...excusedFolders].filter((folder) => !large.has(folder)) : [];
  return [
    ...[...large]
      .filter(([folder]) => !excusedFolders.has(folder))
      .map(([folder, count]) => `${folder}: ${count} files, at most ${maxFilesInFolder}; give a story its own folder`),
    ...needless.map((folder) => `${folder}: needs no excuse, take it out of this check`),
  ];
}

function longFiles() {
  return code
    .filter(({ path, lines }) => /^[^/]+\/[^/]+\/src\//.test(path) && lines() > maxLinesOfSource)
    .map(({ path, lines }) => `${path}: ${lines()} lines, at most ${maxLinesOfSource}`);
}

function withoutReadme() {
  const packages = grouped(({ path }) => path.split('/').slice(0, 2).join('/'));
  return [...packages].flatMap(([name, inPackage]) => {
    const lines = inPackage.reduce((sum, file) => sum + file.lines(), 0);
    if (lines <= maxLinesWithoutReadme || name.startsWith('tools/')) return [];
    const readme = files.find(({ path }) => path === `${name}/README.md`)?.text();
    if (readme === undefined) return [`${name}: ${lines} lines and no README.md`];
    return [
      ...(readme.includes('```') ? [] : [`${name}/README.md: shows no flow in a block of its own`]),
      ...(/\bnp[xm] \w/.test(readme) ? [] : [`${name}/README.md: names no command that proves it`]),
    ];
  });
}

function inDrawers() {
  const isDrawer = (part) => drawers.has(part.replace(/(\.test|\.schema|\.job)?\.\w+$/, ''));
  return code
    .filter(({ path }) => path.split('/').some(isDrawer))
    .map(({ path }) => `${path}: a name that says nothing of what is inside`);
}

function mocking() {
  return code
    .filter(({ path, text }) => path.includes('/test/') && /^\s*jest\.(do|un)?mock\(/im.test(text()))
    .map(({ path }) => `${path}: replaces a module; let it meet a real counterpart`);
}

function grouped(keyOf) {
  const groups = new Map();
  for (const file of code) groups.set(keyOf(file), [...(groups.get(keyOf(file)) ?? []), file]);
  return groups;
}

/** Files by path relative to the root, with `/`; what is built, installed or broken on purpose is left out. */
function filesBelow(folder) {
  const isLeftOut = (name) => /^(node_modules|dist|__fixtures__|fixture.*)$/.test(name);
  return entriesOf(folder).flatMap((entry) => {
    const absolute = join(folder, entry.name);
    if (entry.isDirectory()) return isLeftOut(entry.name) ? [] : filesBelow(absolute);
    const path = relative(root, absolute).split(sep).join('/');
    const text = () => readFileSync(absolute, 'utf8');
    return [{ path, folder: dirname(path), text, lines: () => text().split('\n').length - 1 }];
  });
}

function entriesOf(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}
