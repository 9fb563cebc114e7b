import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ChangeCase, MetricSample } from './change-case.ts';
import { isRow, type JsonRow, rowsIn } from './fields.ts';
import { readSamples } from './read-samples.ts';

const files = ['alert.json', 'metrics.csv', 'logs.ndjson', 'deploys.json', 'commits.json', 'traces.json'];

/** The folders of a set that hold a case, sorted by name. The answers lie beside them and are not read here. */
export function caseFolders(set: string): string[] {
  return readdirSync(set, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && files.some((file) => existsSync(join(set, entry.name, file))))
    .map(({ name }) => join(set, name))
    .sort();
}

/** Reads what is there; a file that is missing is empty, one that is broken is told of and empty. */
export function readCaseFolder(folder: string): ChangeCase {
  const unread: string[] = [];
  const attempt = <T>(file: string, otherwise: T, read: (text: string) => T): T => {
    const path = join(folder, file);
    if (!existsSync(path)) return otherwise;
    try {
      return read(readFileSync(path, 'utf8'));
    } catch (error) {
      unread.push(`${file} (${error instanceof Error ? error.message : error})`);
      return otherwise;
    }
  };
  const document = (file: string): unknown => attempt<unknown>(file, null, (text) => JSON.parse(text));
  const list = (name: string): JsonRow[] => {
    const lines = attempt<JsonRow[]>(`${name}.ndjson`, [], (text) => readLines(text, `${name}.ndjson`, unread));
    return lines.length > 0 ? lines : rowsIn(document(`${name}.json`));
  };
  const samples = attempt<MetricSample[]>('metrics.csv', [], (text) => {
    const read = readSamples(text);
    if (read.skipped > 0) unread.push(`${read.skipped} rows of metrics.csv`);
    return read.samples;
  });
  const alert = document('alert.json');
  return {
    id: basename(folder),
    alert: isRow(alert) ? alert : (rowsIn(alert)[0] ?? null),
    samples,
    logs: list('logs'),
    traces: list('traces'),
    deploys: list('deploys'),
    commits: list('commits'),
    flags: list('flags'),
    events: list('events'),
    statusFeed: document('status_feed.json'),
    serviceMap: document('service_map.json'),
    unread,
  };
}

function readLines(text: string, file: string, unread: string[]): JsonRow[] {
  let broken = 0;
  const rows = text.split('\n').flatMap((line): JsonRow[] => {
    if (line.trim() === '') return [];
    try {
      const row: unknown = JSON.parse(line);
      if (isRow(row)) return [row];
    } catch {
      // Counted below with the lines that are no record.
    }
    broken += 1;
    return [];
  });
  if (broken > 0) unread.push(`${broken} lines of ${file}`);
  return rows;
}
