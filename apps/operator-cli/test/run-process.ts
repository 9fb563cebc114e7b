import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const program = join(__dirname, '../src/main.ts');

/** Runs the command line as a process, with nothing in its environment but `variables`. */
export function runProcess(args: readonly string[], variables: Record<string, string> = {}) {
  const node = ['--import', 'tsx', '--conditions=@incidentfox/source', program, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, node, {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...variables },
    timeout: 30_000,
  });
  return { status, stdout, stderr };
}
