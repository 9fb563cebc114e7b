import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '../../..');
const line = 'export const one = 1;\n';
const readme = 'In, out.\n```\nin -> out\n```\nProof: `npx jest -c packages/large/jest.config.cjs`\n';

let tree: string;
beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'tree-shape-'));
});
afterEach(() => rmSync(tree, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), text);
}

function writeMany(count: number, pathOf: (at: number) => string, text: string): void {
  for (let at = 0; at < count; at++) write(pathOf(at), text);
}

/** What the check says of the tree, without its last line, which counts. */
function faults(): string[] {
  const tool = join(root, 'tools/checks/tree-shape.mjs');
  const { status, stdout } = spawnSync(process.execPath, [tool, tree], { encoding: 'utf8' });
  const lines = stdout.trim().split('\n').slice(0, -1);
  expect(status).toBe(lines.length === 0 ? 0 : 1);
  return lines;
}

describe('the shape of the tree', () => {
  test('a folder of 14 files is found, one of 13 is not; what is built does not count', () => {
    writeMany(14, (at) => `apps/web/src/file-${at}.ts`, line);
    writeMany(13, (at) => `apps/web/src/story/file-${at}.ts`, line);
    writeMany(20, (at) => `apps/web/dist/file-${at}.mjs`, line);
    expect(faults()).toEqual(['apps/web/src: 14 files, at most 13; give a story its own folder']);
  });

  test('a source of more than 200 lines is found, a test may be longer', () => {
    write('apps/web/src/long.ts', line.repeat(201));
    write('apps/web/src/full.ts', line.repeat(200));
    write('apps/web/test/cases.test.ts', line.repeat(300));
    expect(faults()).toEqual(['apps/web/src/long.ts: 201 lines, at most 200']);
  });

  test.each([
    ['no README', undefined, ['packages/large: 1200 lines and no README.md']],
    [
      'one without a flow',
      readme.replaceAll('```', ''),
      ['packages/large/README.md: shows no flow in a block of its own'],
    ],
    ['one without a command', readme.replace('npx', ''), ['packages/large/README.md: names no command that proves it']],
    ['one with both', readme, []],
  ])('a package of more than 1,000 lines needs a README: %s', (_, text, expected) => {
    writeMany(6, (at) => `packages/large/src/file-${at}.ts`, line.repeat(200));
    if (text !== undefined) write('packages/large/README.md', text);
    expect(faults()).toEqual(expected);
  });

  test('a folder or file whose name says nothing is found', () => {
    write('packages/one/src/utils/add.ts', line);
    write('packages/one/src/helpers.ts', line);
    write('packages/one/src/share-lib.ts', line);
    expect(faults().sort()).toEqual([
      'packages/one/src/helpers.ts: a name that says nothing of what is inside',
      'packages/one/src/utils/add.ts: a name that says nothing of what is inside',
    ]);
  });

  test('a test that replaces a module is found', () => {
    write('packages/one/test/add.test.ts', "jest.mock('../src/add.ts');\n");
    expect(faults()).toEqual(['packages/one/test/add.test.ts: replaces a module; let it meet a real counterpart']);
  });

  test('a path without code is not taken for a tidy tree', () => {
    expect(spawnSync(process.execPath, [join(root, 'tools/checks/tree-shape.mjs'), tree]).status).toBe(1);
  });
});

/** The rules that a text breaks when it stands in a file of that name. */
function lint(path: string, text: string): string[] {
  copyFileSync(join(root, 'biome.json'), join(tree, 'biome.json'));
  write(path, text);
  const tool = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const args = [tool, 'lint', '--colors=off', '--vcs-enabled=false', '--reporter=json', path];
  const { stdout } = spawnSync(process.execPath, args, { cwd: tree, encoding: 'utf8' });
  const report = JSON.parse(stdout) as { diagnostics: { category: string }[] };
  return report.diagnostics.map(({ category }) => category);
}

describe('the linter', () => {
  const long = `export function long(): void {\n${'  call();\n'.repeat(61)}}\ndeclare const call: () => void;\n`;

  test('refuses a function of more than 60 lines; blank lines, comments and closing braces are free', () => {
    expect(lint('packages/policy/src/long.ts', long)).toEqual(['lint/complexity/noExcessiveLinesPerFunction']);
    const full = long
      .replace('  call();\n'.repeat(2), '')
      .replace('  call();\n', '  // why\n\n  if (call) {\n    call();\n  }\n');
    expect(lint('packages/policy/src/long.ts', full)).toEqual([]);
  });

  test('refuses the environment outside main.ts', () => {
    expect(lint('apps/notifier/src/compose.ts', 'export const home = process.env.HOME;\n')).toEqual([
      'lint/style/noProcessEnv',
    ]);
    expect(lint('apps/notifier/src/main.ts', 'export const home = process.env.HOME;\n')).toEqual([]);
  });

  test('refuses a file name that is not kebab-case', () => {
    expect(lint('packages/policy/src/twoWords.ts', line)).toEqual(['lint/style/useFilenamingConvention']);
  });

  test('refuses a relative import that does not end in .ts', () => {
    write('packages/policy/src/one.ts', line);
    const importing = (ending: string) => `import { one } from './one${ending}';\n\nexport const two = one + one;\n`;
    expect(lint('packages/policy/src/two.ts', importing('.js'))).toEqual(['lint/correctness/useImportExtensions']);
    expect(lint('packages/policy/src/two.ts', importing(''))).toEqual(['lint/correctness/useImportExtensions']);
    expect(lint('packages/policy/src/two.ts', importing('.ts'))).toEqual([]);
  });
});
