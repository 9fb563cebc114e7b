import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { CaseLogLine, CaseSeries, RcaCase } from './rca-case.ts';
import { readCase } from './read-case.ts';

/** A case with everything it refers to read in. */
export interface LoadedCase {
  set: string;
  record: RcaCase;
  baseline: readonly CaseSeries[];
  logs: readonly CaseLogLine[];
  normalLogs: readonly CaseLogLine[];
}

/** Every case file of a folder, sorted by name; the answers lie beside them and are not read here. */
export function caseFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl.gz'))
    .sort();
}

/** Reads one case after the other, so that a folder of any size fits in memory. */
export function* readCases(folder: string, file: string): Generator<LoadedCase> {
  const baselines = new Map<string, readonly CaseSeries[]>();
  const logs = new Map<string, readonly CaseLogLine[]>();
  for (const [index, line] of gunzip(join(folder, file)).split('\n').entries()) {
    if (line.trim() === '') continue;
    const record = readCase(line, `${file}, line ${index + 1}`);
    yield {
      set: file.replace(/\.jsonl\.gz$/, ''),
      record,
      baseline: referred(baselines, record.baseline_ref, (name) => readBaseline(join(folder, name))),
      logs: referred(new Map(), record.logs_ref, (name) => readLogs(join(folder, name))),
      normalLogs: referred(logs, record.logs_normal_ref, (name) => readLogs(join(folder, name))),
    };
  }
}

function referred<T>(kept: Map<string, readonly T[]>, name: string | undefined, read: (name: string) => readonly T[]) {
  if (name === undefined) return [];
  const known = kept.get(name) ?? read(name);
  kept.set(name, known);
  return known;
}

function readBaseline(path: string): readonly CaseSeries[] {
  const content = JSON.parse(gunzip(path)) as { metrics: CaseSeries[] } | CaseSeries[];
  return Array.isArray(content) ? content : content.metrics;
}

function readLogs(path: string): readonly CaseLogLine[] {
  return gunzip(path)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as CaseLogLine);
}

function gunzip(path: string): string {
  return gunzipSync(readFileSync(path)).toString('utf8');
}
