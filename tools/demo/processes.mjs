import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../run.mjs';

const keptLines = 30;
const graceMs = 8000;

/** Starts apps as processes, keeps their last lines, and ends them in reverse order. `onDeath` hears of one that ends by itself. */
export function createProcesses(onDeath) {
  const running = [];
  let isClosing = false;

  function start(app, env) {
    const child = spawnApp(app, env);
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

  /** The first that was started (the simulator) goes last: the others still speak with it while they finish. */
  async function close() {
    isClosing = true;
    const [first, ...others] = running;
    await Promise.all(others.map(end));
    if (first) await end(first);
    process.off('exit', killAll);
  }

  async function end({ child, gone, isGone }) {
    if (isGone) return;
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), graceMs);
    await gone;
    clearTimeout(late);
  }

  const killAll = () => {
    for (const { child, isGone } of running) if (!isGone) child.kill('SIGKILL');
  };
  process.once('exit', killAll);
  return { start, close };
}

/** On Linux the kernel ends the app with us, even when we are killed with -9. */
const isTied =
  process.platform === 'linux' && spawnSync('sh', ['-c', 'command -v setpriv'], { stdio: 'ignore' }).status === 0;

/** In a process group of its own: a Ctrl-C reaches us alone, and we end everything in order. */
function spawnApp(app, env) {
  const command = [process.execPath, join(root, 'apps', app, 'dist/main.js')];
  const [program, ...args] = isTied ? ['setpriv', '--pdeathsig', 'KILL', ...command] : command;
  return spawn(program, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
}
