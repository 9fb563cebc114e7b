import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The answer to a case: where the fault was, or null for a healthy one. Read by scoring and fitting only. */
export interface Truth {
  id: string;
  truth: { service: string; kind: string } | null;
}

/** The answers that lie beside a case file, by case id. Empty when there are none. */
export function readTruths(folder: string, set: string): Map<string, Truth> {
  const path = join(folder, `${set}.truth.jsonl`);
  if (!existsSync(path)) return new Map();
  const lines = readFileSync(path, 'utf8').split('\n');
  return new Map(
    lines
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as Truth)
      .map((one) => [one.id, one]),
  );
}

/** A service and its own database count as one. */
export function isSameService(a: string, b: string): boolean {
  return a === b || `${a}-db` === b || a === `${b}-db`;
}

/** Rank of the culprit, 0 for the first; -1 when it is not among them. */
export function rankOf(culprit: string, ranking: readonly { service: string }[]): number {
  return [...new Set(ranking.map(({ service }) => service))].findIndex((service) => isSameService(service, culprit));
}
