// `npm test`: needs nothing prepared. Installs what is missing, gets a Redis, builds, and runs every package's tests in one Jest.
//   npm test                  the quick suites
//   npm run test:slow         those named *.slow.test.ts: real processes, kills, long runs
//   npm test -- ARGS          ARGS go to Jest: a path, -t NAME, --coverage
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkNode, ensureBuilt, ensureInstalled } from './install.mjs';
import { step } from './progress.mjs';
import { getRedis } from './redis.mjs';
import { root } from './run.mjs';

const limitMs = { quick: 15 * 60_000, slow: 60 * 60_000 };
const slowFiles = '\\.slow\\.test\\.ts$';
const quickFiles = '(?<!\\.slow)\\.test\\.ts$';

async function main(given) {
  const slow = given.includes('--slow');
  const args = given.filter((arg) => arg !== '--slow');
  checkNode();
  await ensureInstalled();
  await ensureBuilt();
  const redis = await step('Getting a Redis', () => getRedis());
  try {
    return await jest(
      [...whichFiles(slow), ...args],
      { ...process.env, REDIS_URL: redis.url },
      slow ? limitMs.slow : limitMs.quick,
    );
  } finally {
    await redis.stop();
  }
}

/** Both by what is left out, so that a path given in ARGS chooses among the rest. Slow suites start many processes each: one at a time. */
const whichFiles = (slow) => [
  '--testPathIgnorePatterns',
  slow ? quickFiles : slowFiles,
  '/node_modules/',
  slow ? '--runInBand' : '--maxWorkers=2',
];

/** Every workspace that has tests. */
function projects() {
  return ['packages', 'apps', 'benchmarks', 'tests'].flatMap((group) =>
    readdirSync(join(root, group))
      .map((name) => join(root, group, name))
      .filter((folder) => existsSync(join(folder, 'jest.config.cjs')) && existsSync(join(folder, 'test'))),
  );
}

/** Jest's exit code; 124 when it had to be ended. */
function jest(args, env, timeoutMs) {
  const command = [join(root, 'node_modules/jest/bin/jest.js'), '--projects', ...projects(), ...args];
  const child = spawn(process.execPath, command, { cwd: root, env, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      console.error(
        `\nThe tests took longer than ${timeoutMs / 60_000} minutes and were ended: something hangs, or was left open.`,
      );
      child.kill('SIGKILL');
    }, timeoutMs);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(late);
      resolve(signal ? 124 : (code ?? 1));
    });
  });
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error) => {
    console.error(`\n${error.message}`);
    process.exit(1);
  },
);
