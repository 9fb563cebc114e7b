import type { LogStore, StoredLine } from '../../telemetry/log-lines.ts';
import type { Matcher } from '../prometheus/promql/ast.ts';
import { type LabelTest, type LogQuery, LogqlFault, type Stage } from './logql-ast.ts';

export interface FoundLine {
  readonly at: number;
  readonly sequence: number;
  readonly text: string;
  /** Stream labels, structured metadata and what the pipeline parsed. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Lines of a range that pass the selector and the pipeline, oldest first. */
export function runPipeline(store: LogStore, query: LogQuery, from: number, to: number): FoundLine[] {
  const tests = query.matchers.map(toMatcherTest);
  const found: FoundLine[] = [];
  for (const service of store.services()) {
    // Labels all lines of a service share decide early, so that other services are not even read.
    const shared = {
      app: service.workload,
      container: service.workload,
      namespace: service.namespace,
      service_name: service.name,
    };
    const early = query.matchers.flatMap((matcher, i) => (matcher.label in shared ? [tests[i]] : []));
    if (!early.every((test) => test?.(shared))) continue;
    for (const line of store.read(service.name, from, to)) {
      const passed = tests.every((test) => test(line.labels)) ? throughStages(line, query.stages) : null;
      if (passed) found.push(passed);
    }
  }
  return found.toSorted((a, b) => a.at - b.at || a.sequence - b.sequence);
}

export function toMatcherTest({ label, op, value }: Matcher): (labels: Readonly<Record<string, string>>) => boolean {
  if (op === '=' || op === '!=') return (labels) => ((labels[label] ?? '') === value) === (op === '=');
  const regex = toRegex(`^(?:${stripFlag(value)})$`, value.startsWith('(?i)'));
  return (labels) => regex.test(labels[label] ?? '') === (op === '=~');
}

function throughStages(line: StoredLine, stages: readonly Stage[]): FoundLine | null {
  let labels: Record<string, string> = { ...line.labels, detected_level: line.labels.level ?? 'unknown' };
  for (const stage of stages) {
    if (stage.kind === 'parse') labels = { ...labels, ...parseLine(line.text, stage.how, labels) };
    else if (stage.kind === 'line' && !passesLine(line.text, stage)) return null;
    else if (stage.kind === 'label' && !passesLabel(labels, stage.test)) return null;
  }
  return { at: line.at, sequence: line.sequence, text: line.text, labels };
}

const compiled = new Map<string, RegExp>();

function passesLine(text: string, stage: Stage & { kind: 'line' }): boolean {
  const isRegex = stage.op === '|~' || stage.op === '!~';
  const some = stage.texts.some((wanted) =>
    isRegex ? toRegex(stripFlag(wanted), wanted.startsWith('(?i)')).test(text) : text.includes(wanted),
  );
  return some === (stage.op === '|=' || stage.op === '|~');
}

function toRegex(pattern: string, ignoreCase: boolean): RegExp {
  const key = `${ignoreCase} ${pattern}`;
  const cached = compiled.get(key);
  if (cached) return cached;
  try {
    const regex = new RegExp(pattern, ignoreCase ? 'is' : 's');
    if (compiled.size > 500) compiled.clear();
    compiled.set(key, regex);
    return regex;
  } catch {
    throw new LogqlFault(`parse error: error parsing regexp: ${pattern}`);
  }
}

const stripFlag = (pattern: string) => (pattern.startsWith('(?i)') ? pattern.slice(4) : pattern);

function passesLabel(labels: Readonly<Record<string, string>>, test: LabelTest): boolean {
  if (test.kind === 'both') return passesLabel(labels, test.left) && passesLabel(labels, test.right);
  if (test.kind === 'either') return passesLabel(labels, test.left) || passesLabel(labels, test.right);
  const given = labels[test.label] ?? '';
  if (typeof test.value === 'number') return compareNumbers(Number(given), test.op, test.value);
  if (test.op === '=~' || test.op === '!~')
    return toMatcherTest({ label: test.label, op: test.op, value: test.value })(labels);
  return (given === test.value) === (test.op !== '!=');
}

function compareNumbers(given: number, op: string, limit: number): boolean {
  if (op === '>') return given > limit;
  if (op === '>=') return given >= limit;
  if (op === '<') return given < limit;
  if (op === '<=') return given <= limit;
  return (given === limit) === (op !== '!=');
}

/** Parsed labels; one that exists already gets `_extracted` behind it. */
function parseLine(
  text: string,
  how: 'logfmt' | 'json',
  labels: Readonly<Record<string, string>>,
): Record<string, string> {
  const pairs = how === 'logfmt' ? logfmtPairs(text) : jsonPairs(text);
  return Object.fromEntries(pairs.map(([name, value]) => [name in labels ? `${name}_extracted` : name, value]));
}

const logfmtPairs = (text: string): [string, string][] =>
  [...text.matchAll(/([\w.]+)=(?:"((?:\\.|[^"\\])*)"|(\S*))/g)].map(([, name = '', quoted, plain]) => [
    name,
    quoted ?? plain ?? '',
  ]);

function jsonPairs(text: string): [string, string][] {
  try {
    return Object.entries(JSON.parse(text) as object).map(([name, value]) => [name, String(value)]);
  } catch {
    return [['__error__', 'JSONParserErr']];
  }
}
