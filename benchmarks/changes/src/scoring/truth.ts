import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The answer to a case about changes. Read by scoring only. */
export interface ChangeTruth {
  id: string;
  /** Commit sha or `flag:NAME`; null when no change was the cause. */
  change: string | null;
  decoys: readonly string[];
  first_failing: string;
  blast_radius: readonly string[];
  remediation?: string;
}

/** The answer to a case about a shared origin: all names that it goes by. */
export interface OriginTruth {
  id: string;
  origin: readonly string[];
  blast_radius: readonly string[];
}

export type CaseTruth = ChangeTruth | OriginTruth;

/** The sets of a folder by name, each with its answers. */
export function readTruths(folder: string): Map<string, CaseTruth[]> {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder).filter((name) => name.endsWith('.truth.jsonl'));
  return new Map(names.sort().map((name) => [name.replace(/\.truth\.jsonl$/, ''), truthsIn(join(folder, name))]));
}

function truthsIn(path: string): CaseTruth[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as CaseTruth);
}
