import type { z } from 'zod';
import { suggest } from './did-you-mean.ts';

/** A fault before it is known which file it stands in. */
export interface LocatedProblem {
  path: PropertyKey[];
  message: string;
  hint: string;
}

type Issue = z.core.$ZodIssue;

/**
 * A schema's complaint in words a person can act on, one per unknown key. `valueAt` gives what stands at a path, `keysAt`
 * the keys that are known there. Values are shown only where the setting is a choice among names.
 */
export function explainIssue(
  issue: Issue,
  valueAt: (path: PropertyKey[]) => unknown,
  keysAt: (path: PropertyKey[]) => string[],
): LocatedProblem[] {
  const path = issue.path as PropertyKey[];
  const one = (message: string, hint = ''): LocatedProblem[] => [{ path, message, hint }];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: 'unknown key',
        hint: suggest(key, keysAt(path), Object.keys(Object(valueAt(path)))),
      }));
    case 'invalid_value':
      return one(notOneOf(valueAt(path)), suggestValue(valueAt(path), issue.values));
    case 'invalid_type':
      return explainType(path, issue.expected, valueAt(path));
    case 'invalid_union':
      return explainUnion(issue, path, valueAt, keysAt);
    case 'too_small':
      return one(tooSmall(issue));
    case 'too_big':
      return one(
        `must be ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${unitOf(issue.origin)}`,
      );
    case 'invalid_key':
      return one(issue.issues[0]?.message ?? issue.message);
    case 'invalid_format':
      return issue.format === 'url'
        ? one('must be an address', 'Write it like https://host.example:9090')
        : one(issue.message);
    default:
      return one(issue.message);
  }
}

function explainType(path: PropertyKey[], expected: string, value: unknown): LocatedProblem[] {
  if (value === undefined) return [{ path, message: 'is missing', hint: `It must be ${nameOf(expected)}` }];
  const quoted = typeof value === 'string' && ['number', 'int', 'boolean'].includes(expected);
  const hint = quoted ? 'Write it without quotes' : '';
  return [{ path, message: `must be ${nameOf(expected)}, and is ${kindOf(value)}`, hint }];
}

/** The branch that fits the value's own kind explains best: for a list the list's branch, otherwise the first. */
function explainUnion(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: PropertyKey[],
  valueAt: (path: PropertyKey[]) => unknown,
  keysAt: (path: PropertyKey[]) => string[],
): LocatedProblem[] {
  const inner = (at: readonly Issue[]) =>
    at.flatMap((below) => explainIssue({ ...below, path: [...path, ...below.path] } as Issue, valueAt, keysAt));
  if ('options' in issue && issue.options !== undefined) {
    const value = valueAt(path);
    return [{ path, message: notOneOf(value), hint: suggestValue(value, issue.options) }];
  }
  const branches = issue.errors.map((branch) => branch as readonly Issue[]);
  const fitting = branches.find(
    (branch) => !branch.some((below) => below.code === 'invalid_type' && below.path.length === 0),
  );
  return inner(fitting ?? branches[0] ?? []);
}

function notOneOf(value: unknown): string {
  if (value === undefined) return 'is missing';
  return typeof value === 'string' && value.length <= 40
    ? `"${value}" is not known`
    : `is not known (${kindOf(value)})`;
}

function suggestValue(value: unknown, values: readonly unknown[]): string {
  const names = values.map(String);
  if (value === undefined) return `One of: ${names.join(', ')}`;
  const hint = typeof value === 'string' ? suggest(value, names) : '';
  return hint.startsWith('Did') ? `${hint} One of: ${names.join(', ')}` : `One of: ${names.join(', ')}`;
}

function tooSmall({ minimum, inclusive, origin }: Extract<Issue, { code: 'too_small' }>): string {
  if (Number(minimum) === 1 && ['string', 'array'].includes(origin)) return 'must not be empty';
  return `must be ${inclusive === false ? 'more than' : 'at least'} ${minimum}${unitOf(origin)}`;
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters long';
  return origin === 'array' ? ' entries long' : '';
}

const names: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};
const nameOf = (expected: string): string => names[expected] ?? expected;

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return nameOf(typeof value);
}
