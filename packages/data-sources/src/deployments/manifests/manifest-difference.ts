import { changed, hidden, isPlain, textOf } from './plain-values.ts';

/**
 * How two objects of a cluster differ, as the lines of a diff a person would read in their manifests. Values that could be a
 * secret are not shown: their line says that they changed.
 */
export function manifestDifference(before: unknown, after: unknown, heading: string): string | null {
  const lines = differ(before, after, { key: '', depth: 0 });
  return lines.length === 0 ? null : [`@@ ${heading} @@`, ...lines].join('\n');
}

/** Where in the object a value stands. */
interface Place {
  /** The key it is under. */
  readonly key: string;
  readonly depth: number;
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNone = (value: unknown): boolean => value === undefined || value === null;
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
const indent = ({ depth }: Place): string => '  '.repeat(depth);

function differ(before: unknown, after: unknown, at: Place): string[] {
  if (same(before, after)) return [];
  if (isEnvironment(at, before, after)) return variables(before, after, at);
  if (isPart(before) && isPart(after) && (isFields(before) || isFields(after))) return fields(before, after, at);
  if (Array.isArray(before ?? []) && Array.isArray(after ?? []))
    return items((before ?? []) as unknown[], (after ?? []) as unknown[], at);
  return leaf(before, after, at);
}

const isPart = (value: unknown): boolean => isNone(value) || isFields(value);

/** Each changed key under the keys it stands in. */
function fields(before: unknown, after: unknown, at: Place): string[] {
  const [was, is] = [(before ?? {}) as Fields, (after ?? {}) as Fields];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((key) => {
    const [from, to] = [was[key], is[key]];
    if (same(from, to)) return [];
    if (!isBranch(from) && !isBranch(to)) return leaf(from, to, { ...at, key });
    const inside = differ(from, to, { key, depth: at.depth + 1 });
    return inside.length === 0 ? [] : [` ${indent(at)}${key}:`, ...inside];
  });
}

const isBranch = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** Things with names are compared by name, others as a set. */
function items(before: readonly unknown[], after: readonly unknown[], at: Place): string[] {
  const named = [...before, ...after].every((one) => typeof nameOf(one) === 'string');
  if (!named) {
    const gone = before.filter((one) => !after.some((other) => same(one, other)));
    const came = after.filter((one) => !before.some((other) => same(one, other)));
    return [
      ...gone.map((one) => `-${indent(at)}- ${shown(at.key, one)}`),
      ...came.map((one) => `+${indent(at)}- ${shown(at.key, one).replace(hidden, changed)}`),
    ];
  }
  const names = [...new Set([...before, ...after].map((one) => nameOf(one) as string))];
  return names.flatMap((name) => {
    const [was, is] = [before, after].map((all) => all.find((one) => nameOf(one) === name));
    if (same(was, is)) return [];
    const sign = was === undefined ? '+' : is === undefined ? '-' : ' ';
    const head = `${sign}${indent(at)}- name: ${name}`;
    return sign === ' '
      ? [head, ...fields(was, is, { ...at, depth: at.depth + 1 })]
      : [head, ...image(was ?? is, sign, at)];
  });
}

const nameOf = (value: unknown): unknown => (isFields(value) ? value.name : undefined);

/** Of a container that came or went its image is told. */
function image(value: unknown, sign: string, at: Place): string[] {
  const text = isFields(value) ? value.image : undefined;
  return typeof text === 'string' ? [`${sign}${indent(at)}  image: ${text}`] : [];
}

function leaf(before: unknown, after: unknown, { key, depth }: Place): string[] {
  const line = (sign: string, value: unknown) => `${sign}${'  '.repeat(depth)}${key}: ${value}`;
  const [from, to] = [textOf(key, before), textOf(key, after)];
  return [
    ...(isNone(before) ? [] : isMultiline(before, after) ? [] : [line('-', from)]),
    ...(isNone(after) ? [] : isMultiline(before, after) ? [] : [line('+', from === to ? changed : to)]),
    ...(isMultiline(before, after) ? textLines(String(before ?? ''), String(after ?? ''), { key, depth }) : []),
  ];
}

const isMultiline = (...values: readonly unknown[]): boolean =>
  values.some((value) => typeof value === 'string' && value.includes('\n'));

/** A file inside a manifest: lines that only one side has, in their order. */
function textLines(before: string, after: string, at: Place): string[] {
  const [was, is] = [before.split('\n'), after.split('\n')];
  const [old, now] = [new Set(was), new Set(is)];
  const inner = '  '.repeat(at.depth + 1);
  return [
    ` ${indent(at)}${at.key}: |`,
    ...was.filter((line) => !now.has(line)).map((line) => `-${inner}${line}`),
    ...is.filter((line) => !old.has(line)).map((line) => `+${inner}${line}`),
  ];
}

/** `env` of a container: `NAME: value`, as people write it elsewhere. */
function isEnvironment({ key }: Place, before: unknown, after: unknown): boolean {
  return key === 'env' && Array.isArray(before ?? []) && Array.isArray(after ?? []);
}

function variables(before: unknown, after: unknown, at: Place): string[] {
  const read = (all: unknown) =>
    new Map(((all ?? []) as unknown[]).filter(isFields).map((one) => [String(one.name), one] as const));
  const [was, is] = [read(before), read(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((name) => {
    const [from, to] = [was.get(name), is.get(name)];
    if (same(from, to)) return [];
    const [old, now] = [from && variable(name, from), to && variable(name, to)];
    return [
      ...(old === undefined ? [] : [`-${indent(at)}${name}: ${old}`]),
      ...(now === undefined ? [] : [`+${indent(at)}${name}: ${now === old ? changed : now}`]),
    ];
  });
}

function variable(name: string, { value, valueFrom }: Fields): string {
  if (isNone(valueFrom)) return isPlain(name, String(value ?? '')) ? String(value ?? '') : hidden;
  const [kind, reference] = Object.entries(isFields(valueFrom) ? valueFrom : {})[0] ?? ['', {}];
  const { name: of = '', key = '' } = isFields(reference) ? reference : {};
  return `from ${kind} ${of} ${key}`.trim();
}

const shown = (key: string, value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value).slice(0, 200) : textOf(key, value);
