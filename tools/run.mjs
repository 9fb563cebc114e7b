import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The repository's top folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

const keptLines = 40;

/** Runs a command silently; when it fails, throws with its last lines. Gives its output. */
export function run(command, args, { env = process.env, timeoutMs = 600_000 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: timeoutMs });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
    child.on('error', (error) => reject(new Error(`${command} could not be started: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(output);
      const why = signal ? `was ended by ${signal}` : `ended with code ${code}`;
      const last = output.trimEnd().split('\n').slice(-keptLines).join('\n');
      reject(new Error(`${command} ${args.join(' ')} ${why}:\n${last}`));
    });
  });
}
