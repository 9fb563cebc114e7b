import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { KindTally } from '../src/claim-tally.ts';

export interface BenchResult {
  reports: number;
  claims: number;
  unchecked: number;
  untrue: number;
  kinds: KindTally[];
}

const root = join(__dirname, '../../..');

/** A command of this workspace as a process of its own: what it computes is many times slower inside Jest. Gives what it prints. */
export async function runTruth(file: string, more: readonly string[], timeoutMs: number): Promise<string> {
  const args = [
    '--conditions=@incidentfox/source',
    '--import',
    'tsx',
    join(root, 'benchmarks/truth/src', file),
    ...more,
  ];
  const options = { cwd: root, timeout: timeoutMs, maxBuffer: 64 * 1024 * 1024 };
  return (await promisify(execFile)(process.execPath, args, options)).stdout;
}

export async function runBench(seed: number, count: number, timeoutMs: number): Promise<BenchResult> {
  const options = ['--seed', String(seed), '--count', String(count), '--json'];
  return JSON.parse(await runTruth('main.ts', options, timeoutMs)) as BenchResult;
}

/** What does not hold or could not be compared, for reading. */
export const notTrue = ({ kinds }: BenchResult): string[] =>
  kinds.flatMap(({ examples }) =>
    examples.map(({ id, section, sentence, why }) => `${section} of ${id}: ${sentence} (${why})`),
  );
