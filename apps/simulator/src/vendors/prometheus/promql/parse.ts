import { aggregations } from './aggregate.ts';
import {
  type Aggregation,
  type Binary,
  type Expr,
  type Grouping,
  type Matcher,
  QueryFault,
  type Selector,
} from './ast.ts';
import { functionNames } from './functions.ts';
import { TokenReader } from './reader.ts';
import { durationMs, tokensOf, unquote } from './tokens.ts';

/** Binding strength of the binary operators, weakest first. */
const levels: readonly (readonly string[])[] = [
  ['or'],
  ['and', 'unless'],
  ['==', '!=', '<=', '<', '>=', '>'],
  ['+', '-'],
  ['*', '/', '%'],
  ['^'],
];

export function parsePromql(query: string): Expr {
  const reader = new TokenReader(tokensOf(query));
  if (reader.peek().kind === 'end') throw new QueryFault('unknown position: parse error: no expression found in input');
  const expr = binary(reader, 0);
  if (reader.peek().kind !== 'end') reader.fail(`unexpected "${reader.peek().text}"`);
  return expr;
}

function binary(reader: TokenReader, level: number): Expr {
  const ops = levels[level];
  if (!ops) return unary(reader);
  let left = binary(reader, level + 1);
  for (;;) {
    const op = ops.find((candidate) => reader.take(candidate));
    if (!op) return left;
    const how = modifiers(reader);
    // Powers bind to the right.
    const right = binary(reader, op === '^' ? level : level + 1);
    left = { kind: 'binary', op, left, right, ...how };
  }
}

function modifiers(reader: TokenReader): Pick<Binary, 'returnBool' | 'matching' | 'many'> {
  const returnBool = reader.take('bool');
  const how = reader.take('on') ? 'on' : reader.take('ignoring') ? 'ignoring' : null;
  const labels = how ? nameList(reader) : [];
  const many = reader.take('group_left') ? 'left' : reader.take('group_right') ? 'right' : null;
  if (many && reader.peek().text === '(') nameList(reader);
  return { returnBool, matching: { how: how ?? 'ignoring', labels }, many };
}

function unary(reader: TokenReader): Expr {
  if (reader.take('-')) return { kind: 'negate', of: unary(reader) };
  reader.take('+');
  return suffixed(reader, primary(reader));
}

function primary(reader: TokenReader): Expr {
  const token = reader.peek();
  if (token.kind === 'number') return { kind: 'number', value: toNumber(reader.next().text) };
  if (token.kind === 'string') return { kind: 'string', value: unquote(reader.next().text) };
  if (reader.take('(')) {
    const inner = binary(reader, 0);
    reader.expect(')');
    return inner;
  }
  if (token.text === '{') return selector([], matchers(reader));
  if (token.kind !== 'name') reader.fail(`unexpected "${token.text}"`);
  return named(reader);
}

function named(reader: TokenReader): Expr {
  const name = reader.next().text;
  const lower = name.toLowerCase();
  const isCalled = reader.peek().text === '(';
  if (aggregations.includes(lower) && (isCalled || ['by', 'without'].includes(reader.peek().text)))
    return aggregation(reader, lower);
  if (isCalled) {
    if (!functionNames.has(lower)) reader.fail(`unknown function with name "${name}"`);
    return { kind: 'call', name: lower, args: argumentList(reader) };
  }
  const metric: Matcher = { label: '__name__', op: '=', value: name };
  return selector([metric], reader.peek().text === '{' ? matchers(reader) : []);
}

function aggregation(reader: TokenReader, op: string): Aggregation {
  const before = grouping(reader);
  const args = argumentList(reader);
  const after = before ?? grouping(reader);
  const of = args[args.length - 1];
  if (!of || args.length > 2) reader.fail(`wrong number of arguments for aggregate expression ${op}`);
  const param = args.length === 2 ? (args[0] ?? null) : null;
  return { kind: 'aggregation', op, grouping: after ?? { how: 'by', labels: [] }, param, of };
}

function grouping(reader: TokenReader): Grouping | null {
  if (reader.take('by')) return { how: 'by', labels: nameList(reader) };
  if (reader.take('without')) return { how: 'without', labels: nameList(reader) };
  return null;
}

function argumentList(reader: TokenReader): Expr[] {
  reader.expect('(');
  const args: Expr[] = [];
  while (!reader.take(')')) {
    args.push(binary(reader, 0));
    if (!reader.take(',') && reader.peek().text !== ')') reader.fail(`unexpected "${reader.peek().text}" in arguments`);
  }
  return args;
}

function nameList(reader: TokenReader): string[] {
  reader.expect('(');
  const names: string[] = [];
  while (!reader.take(')')) {
    const token = reader.next();
    if (token.kind !== 'name') reader.fail(`unexpected "${token.text}" in a list of labels`);
    names.push(token.text);
    reader.take(',');
  }
  return names;
}

const selector = (metric: readonly Matcher[], rest: readonly Matcher[]): Selector => {
  const all = [...metric, ...rest];
  if (all.every((m) => (m.op === '=' || m.op === '=~') && m.value === '')) {
    throw new QueryFault('1:1: parse error: vector selector must contain at least one non-empty matcher');
  }
  return { kind: 'selector', matchers: all, rangeMs: null, offsetMs: 0 };
};

function matchers(reader: TokenReader): Matcher[] {
  reader.expect('{');
  const found: Matcher[] = [];
  while (!reader.take('}')) {
    const label = reader.next();
    const op = reader.next();
    const value = reader.next();
    if (label.kind !== 'name' || !['=', '!=', '=~', '!~'].includes(op.text) || value.kind !== 'string') {
      reader.fail(`unexpected "${value.text}" in label matching`);
    }
    found.push({ label: label.text, op: op.text as Matcher['op'], value: unquote(value.text) });
    if (!reader.take(',') && reader.peek().text !== '}')
      reader.fail(`unexpected "${reader.peek().text}" in label matching`);
  }
  return found;
}

function suffixed(reader: TokenReader, expr: Expr): Expr {
  let result = expr;
  if (reader.peek().text === '[') {
    reader.next();
    const range = reader.next();
    if (range.kind !== 'duration') reader.fail('bad duration');
    if (result.kind !== 'selector') reader.fail('ranges are only allowed for vector selectors here');
    reader.expect(']');
    result = { ...result, rangeMs: durationMs(range.text) };
  }
  if (reader.take('offset')) {
    const sign = reader.take('-') ? -1 : 1;
    const offset = reader.next();
    if (offset.kind !== 'duration' || result.kind !== 'selector') reader.fail('offset must be preceded by a selector');
    result = { ...result, offsetMs: sign * durationMs(offset.text) };
  }
  if (reader.peek().text === '@') reader.fail('the @ modifier is not understood here');
  return result;
}

function toNumber(text: string): number {
  const lower = text.toLowerCase();
  if (lower === 'inf') return Number.POSITIVE_INFINITY;
  if (lower === 'nan') return Number.NaN;
  return Number(text);
}
