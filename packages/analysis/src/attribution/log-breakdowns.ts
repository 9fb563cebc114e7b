import {
  type Breakdown,
  type BreakdownRow,
  dimensionLabels,
  type LogDigest,
  type LogLine,
} from '@incidentfox/incident';
import { maxReadDigests, maxReadLines } from './thresholds.ts';

/**
 * Error lines by the structured fields of their lines, with all lines beside them, for services of which no source counted requests.
 * Lines are samples: the newest ones, whatever they say.
 */
export function breakdownsOfLogs(logs: readonly LogDigest[], counted: ReadonlySet<string>): Breakdown[] {
  const errors = logs.filter(
    ({ level, service, lines }) => level === 'error' && lines.length > 0 && !counted.has(service),
  );
  return errors.slice(0, maxReadDigests).flatMap((digest) => {
    const all = logs.find(
      ({ level, service, questionId }) =>
        level === 'all' && service === digest.service && questionId === digest.questionId,
    );
    return all === undefined ? [] : breakDown(digest, all);
  });
}

function breakDown(errors: LogDigest, all: LogDigest): Breakdown[] {
  const [bad, usuallyBad] = [errors.lines, errors.baselineLines].map(fieldsOf) as [FieldsOfLine[], FieldsOfLine[]];
  const [every, usuallyEvery] = [all.lines, all.baselineLines].map(fieldsOf) as [FieldsOfLine[], FieldsOfLine[]];
  const names = new Set(bad.flatMap(({ fields }) => [...fields.keys()]));
  const labels = dimensionLabels([...names]).map(({ label }) => label);
  if (labels.length === 0) return [];
  const about = {
    service: errors.service,
    labels,
    inTrouble: errors.window,
    normally: errors.baselines[0]?.window ?? errors.window,
    drawn: 'sampled' as const,
    ...(errors.questionId === undefined ? {} : { questionId: errors.questionId }),
  };
  return [
    { ...about, measure: 'error_lines', rows: countRows(labels, bad, usuallyBad) },
    { ...about, measure: 'lines', rows: countRows(labels, every, usuallyEvery) },
  ];
}

/** What a line says, and what it counts for: lines drawn unevenly count for what they stand for, all together for their number. */
interface FieldsOfLine {
  readonly fields: ReadonlyMap<string, string>;
  readonly weight: number;
}

function countRows(
  labels: readonly string[],
  now: readonly FieldsOfLine[],
  before: readonly FieldsOfLine[],
): BreakdownRow[] {
  const rows = new Map<string, BreakdownRow>();
  const add = ({ fields, weight }: FieldsOfLine, side: 'inTrouble' | 'normally') => {
    const values = labels.map((label) => fields.get(label) ?? '');
    const key = values.join('\u0000');
    let row = rows.get(key);
    if (row === undefined) {
      row = {
        labels: Object.fromEntries(labels.map((label, at) => [label, values[at] ?? ''])),
        inTrouble: 0,
        normally: 0,
      };
      rows.set(key, row);
    }
    row[side] += weight;
  };
  for (const one of now) add(one, 'inTrouble');
  for (const one of before) add(one, 'normally');
  return [...rows.values()];
}

/** Of very many lines as many are read as tell it, spread evenly. */
function fieldsOf(lines: readonly LogLine[]): FieldsOfLine[] {
  const step = Math.max(1, lines.length / maxReadLines);
  const read: LogLine[] = [];
  for (let at = 0; at < lines.length && read.length < maxReadLines; at += step) {
    const line = lines[Math.floor(at)];
    if (line !== undefined) read.push(line);
  }
  const all = read.reduce((sum, { standsFor = 1 }) => sum + standsFor, 0);
  return read.map((line) => ({
    fields: readFields(line),
    weight: ((line.standsFor ?? 1) * read.length) / Math.max(1, all),
  }));
}

const pair = /([A-Za-z_][\w.]*)=(?:"([^"]*)"|([^\s"]+))/g;
const maxValueLength = 120;

/** Fields the source gave, and what the line itself says as JSON or `key=value`. */
function readFields({ message, fields, host }: LogLine): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (message.startsWith('{')) readJson(message, found);
  else if (message.includes('=')) {
    for (const [, key, quoted, bare] of message.matchAll(pair)) found.set(key as string, quoted ?? bare ?? '');
  }
  if (host !== undefined) found.set('pod', host);
  for (const [key, value] of Object.entries(fields ?? {})) found.set(key, value);
  for (const [key, value] of found) if (value.length > maxValueLength) found.set(key, value.slice(0, maxValueLength));
  return found;
}

function readJson(message: string, found: Map<string, string>): void {
  try {
    const parsed: unknown = JSON.parse(message);
    if (typeof parsed !== 'object' || parsed === null) return;
    for (const [key, value] of Object.entries(parsed)) {
      if (typeof value === 'string' || typeof value === 'number') found.set(key, String(value));
    }
  } catch {
    // A line that was cut is no JSON any more; its words are read elsewhere.
  }
}
