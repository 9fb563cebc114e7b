import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(__dirname, '../../..');
const files = filesBelow('');
const pages = files.filter((path) => path.endsWith('.md') && !path.startsWith('docs/decisions/'));
const places = new Set(files.flatMap((path) => [path, ...foldersOf(path)]));

/** All that is kept: nothing installed, built or made by a command. */
function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    return /^(node_modules|dist|artefacts|\.(?!ci$).*)$/.test(entry.name) ? [] : filesBelow(path);
  });
}

function foldersOf(path: string): string[] {
  const folder = dirname(path);
  return folder === '.' ? [] : [`${folder}/`, ...foldersOf(folder)];
}

/** Paths in backticks: from the root, or files and folders with a name of their own below the page's package. Patterns are left out. */
function named(page: string, text: string): string[] {
  const prose = text.replace(/^```.*?^```/gms, '');
  return [...prose.matchAll(/`([\w./-]+)`/g)]
    .map(([, name = '']) => name)
    .filter((name) => /^(packages|apps|benchmarks|tests|tools|docs)\/./.test(name) || isOfItsPackage(page, name));
}

const isOfItsPackage = (page: string, name: string) =>
  /^(packages|apps|benchmarks|tests)\/[^/]+\/README\.md$/.test(page) &&
  /(\w\.ts|\w\/)$/.test(name) &&
  !name.startsWith('.');

function exists(page: string, name: string): boolean {
  if (places.has(name) || places.has(`${name}/`)) return true;
  const own = `${dirname(page)}/`;
  return [...places].some((place) => place.startsWith(own) && place.endsWith(`/${name}`));
}

test.each(pages)('every file and folder that %s names is there', (page) => {
  const text = readFileSync(join(root, page), 'utf8');
  expect(named(page, text).filter((name) => !exists(page, name))).toEqual([]);
});

test('a name that leads nowhere is seen', () => {
  const missing = (page: string, text: string) => named(page, text).filter((name) => !exists(page, name));
  expect(missing('docs/engine.md', 'see `packages/jobs/src/gone.ts` and `packages/jobs/src/job.ts`')).toEqual([
    'packages/jobs/src/gone.ts',
  ]);
  expect(missing('packages/jobs/README.md', '`definitions/`, `gone/`, `job.ts`, `gone.ts`')).toEqual([
    'gone/',
    'gone.ts',
  ]);
});

const scripts = Object.keys(
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object }).scripts,
);

test.each(pages)('every command that %s names can be run', (page) => {
  const text = readFileSync(join(root, page), 'utf8');
  const asked = [...text.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name = '']) => name);
  expect(asked.filter((name) => !scripts.includes(name))).toEqual([]);
  const suites = [...text.matchAll(/jest -c ([\w/.-]+)/g)].map(([, path = '']) => path);
  expect(suites.filter((path) => !places.has(path))).toEqual([]);
});
