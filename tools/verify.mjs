// `npm run verify`: everything that can be checked without running the product. Every step runs, so that all faults show at once.
import { spawnSync } from 'node:child_process';
import { ensureInstalled } from './install.mjs';

const steps = [
  ['build and types', 'turbo', ['run', 'build', '--output-logs=errors-only']],
  ['types of tests', 'tsc', ['-p', 'tsconfig.test.json']],
  ['format and lint', 'biome', ['ci', '--error-on-warnings', '--colors=off', '--max-diagnostics=40']],
  [
    'promises',
    'oxlint',
    ['--type-aware', '--tsconfig', 'tsconfig.test.json', '--deny-warnings', 'packages', 'apps', 'benchmarks', 'tests'],
  ],
  ['import arrows', 'depcruise', ['--config', '.dependency-cruiser.cjs', 'packages', 'apps', 'benchmarks']],
  ['unused code', 'knip', ['--no-progress', '--treat-config-hints-as-errors']],
  ['fields without a reader', 'node', ['tools/checks/unread-fields.mjs']],
  ['types of one name', 'node', ['tools/checks/twice-named-types.mjs']],
  ['words in the glossary', 'node', ['tools/checks/glossary.mjs']],
  ['shape of the tree', 'node', ['tools/checks/tree-shape.mjs']],
];

await ensureInstalled();
const failed = [];
for (const [what, command, args] of steps) {
  const began = Date.now();
  const [program, before] = command === 'node' ? [process.execPath, []] : ['npx', ['--no-install', command]];
  const run = spawnSync(program, [...before, ...args], {
    encoding: 'utf8',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', NO_COLOR: '1' },
    shell: process.platform === 'win32',
  });
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`${run.status === 0 ? 'ok  ' : 'FAIL'} ${what} (${seconds} s)`);
  if (run.status !== 0) {
    failed.push(what);
    console.log(`${run.stdout}${run.stderr}`.trimEnd());
  }
}
console.log(failed.length === 0 ? 'verify: everything holds' : `verify: ${failed.join(', ')} failed`);
process.exit(failed.length === 0 ? 0 : 1);
