import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const root = join(__dirname, '../../../..');
/** `APPS_OF=<another checkout, built>` plays the same against an earlier state, to see that a test of ours fails there. */
const rootOf = (name: string): string => (name === 'simulator' ? root : (process.env.APPS_OF ?? root));

/** A real process of ours, with its output so far. */
export interface AppProcess {
  readonly name: string;
  readonly pid: number | undefined;
  output(): string;
  /** Resolves with the exit code (null when killed by a signal). */
  readonly exited: Promise<number | null>;
  kill(signal: NodeJS.Signals): void;
  /** SIGTERM, and SIGKILL when that is not heeded. */
  stop(): Promise<number | null>;
}

/** Starts `node apps/<name>/dist/main.js` as an operator would. */
export function startApp(name: string, env: Record<string, string>): AppProcess {
  const child: ChildProcess = spawn(process.execPath, [join(rootOf(name), 'apps', name, 'dist/main.js')], {
    cwd: rootOf(name),
    env: {
      PATH: process.env.PATH ?? '',
      NODE_ENV: 'production',
      ...(process.env.WORKER_OPTIONS && name === 'investigator-worker'
        ? { NODE_OPTIONS: process.env.WORKER_OPTIONS }
        : {}),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  return {
    name,
    pid: child.pid,
    output: () => output,
    exited,
    kill: (signal) => void child.kill(signal),
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
      const code = await exited;
      clearTimeout(late);
      return code;
    },
  };
}
