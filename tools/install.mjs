// What must be there before anything else can run: the right Node, the dependencies, the build.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { step } from './progress.mjs';
import { root, run } from './run.mjs';

const needed = [20, 19];

/** Throws with one sentence when this Node is too old. */
export function checkNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) return;
  throw new Error(
    `IncidentFox needs Node ${needed.join('.')} or newer; this is ${version}. https://nodejs.org has newer ones.`,
  );
}

/** npm writes this file when it has finished; it is older than the lock file when dependencies changed since. */
function isInstalled() {
  const done = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(done)) return false;
  if (statSync(done).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs) return true;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(done, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, link }]) =>
      path === '' || optional || link || !path.startsWith('node_modules/') || present[path]?.version === version,
  );
}

export async function ensureInstalled() {
  if (isInstalled()) return;
  await step('Installing dependencies (once)', () => run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']));
}

/** Builds what changed since the last time. */
export async function ensureBuilt() {
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' };
  await step('Building', () =>
    run(process.execPath, [join(root, 'node_modules/turbo/bin/turbo'), 'run', 'build', '--output-logs=errors-only'], {
      env,
    }),
  );
}
