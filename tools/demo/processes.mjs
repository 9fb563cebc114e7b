import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../run.mjs';

const keptLines = 30;
const graceMs = 8000;

/** Starts apps as processes, keeps their last lines, and ends them in reverse order. `onDeath` hears of one that ends by itself. */
export function createProcesses(onDeath) {
  const running = [];
  let isClosing = false;

  function start(app, env) {
    const child = spawn(process.execPath, [join(root, 'apps', app, 'dist/main.js')], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const entry = { app, child, lines: [], stdout: '' };
    const keep = (data) => {
      entry.lines.push(
        ...String(data)
          .split('\n')
          .filter((line) => line !== ''),
      );
      entry.lines.splice(0, Math.max(0, entry.lines.length - keptLines));
    };
    child.stdout.on('data', (data) => {
      entry.stdout = (entry.stdout + data).slice(0, 4000);
      keep(data);
    });
    child.stderr.on('data', keep);
    entry.gone = new Promise((resolve) => {
      child.once('error', (error) => resolve(`could not be started: ${error.message}`));
      child.once('close', (code, signal) => resolve(signal ? `was ended by ${signal}` : `ended with code ${code}`));
    });
    entry.gone.then((why) => {
      entry.isGone = true;
      if (!isClosing) onDeath(new Error(`${app} ${why}. Its last lines:\n${entry.lines.join('\n')}`));
    });
    running.push(entry);
    return entry;
  }

  async function close() {
    isClosing = true;
    for (const { child, gone, isGone } of running.toReversed()) {
      if (isGone) continue;
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await gone;
      clearTimeout(late);
    }
  }

  // Whatever ends this process, nothing is left behind.
  process.once('exit', () => {
    for (const { child, isGone } of running) if (!isGone) child.kill('SIGKILL');
  });
  return { start, close };
}
