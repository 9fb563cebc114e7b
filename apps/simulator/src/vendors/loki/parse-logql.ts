import { aggregations } from '../prometheus/promql/aggregate.ts';
import type { Grouping, Matcher } from '../prometheus/promql/ast.ts';
import { durationMs, unquote } from '../prometheus/promql/tokens.ts';
import { type LabelTest, type LogQuery, LogqlFault, type LogqlMetricQuery, type Stage } from './logql-ast.ts';

const counting = ['count_over_time', 'rate', 'bytes_over_time', 'bytes_rate'] as const;
const shape =
  /\s+|(?:\d+(?:ms|[smhdwy]))+(?![\w.])|\d+(?:\.\d+)?|"(?:\\.|[^"\\\n])*"|`[^`]*`|[a-z_][\w]*|\|=|\|~|!=|!~|=~|==|>=|<=|[-+*/(){}[\],=|<>]/iy;

/** Reads the part of LogQL this stand-in understands; refuses the rest by name. */
export function parseLogql(query: string): LogQuery | LogqlMetricQuery {
  const reader = new TokenReader(query);
  const parsed = reader.peek() === '{' ? logQuery(reader) : metric(reader, 0);
  if (reader.peek() !== '') reader.fail();
  return parsed;
}

class TokenReader {
  private position = 0;
  private readonly tokens: string[] = [];
  constructor(query: string) {
    for (let at = 0; at < query.length; ) {
      shape.lastIndex = at;
      const found = shape.exec(query)?.[0];
      if (!found)
        throw new LogqlFault(`parse error at line 1, col ${at + 1}: syntax error: unexpected character inside query`);
      if (found.trim() !== '') this.tokens.push(found);
      at += found.length;
    }
  }
  peek(): string {
    return this.tokens[this.position] ?? '';
  }
  next(): string {
    this.position += 1;
    return this.tokens[this.position - 1] ?? '';
  }
  take(text: string): boolean {
    if (this.peek() !== text) return false;
    this.position += 1;
    return true;
  }
  expect(text: string): void {
    if (!this.take(text)) this.fail();
  }
  text(): string {
    const token = this.next();
    if (!/^["`]/.test(token))
      throw new LogqlFault(`parse error: syntax error: unexpected "${token}", expecting STRING`);
    return unquote(token);
  }
  fail(): never {
    throw new LogqlFault(`parse error: syntax error: unexpected "${this.peek() || 'end of query'}"`);
  }
}

function metric(reader: TokenReader, level: number): LogqlMetricQuery {
  const ops = [
    ['+', '-'],
    ['*', '/'],
  ][level];
  if (!ops) return metricPart(reader);
  let left = metric(reader, level + 1);
  while (ops.includes(reader.peek()))
    left = { kind: 'binary', op: reader.next(), left, right: metric(reader, level + 1) };
  return left;
}

function metricPart(reader: TokenReader): LogqlMetricQuery {
  if (reader.take('(')) {
    const inner = metric(reader, 0);
    reader.expect(')');
    return inner;
  }
  const word = reader.next();
  if (/^\d/.test(word)) return { kind: 'number', value: Number(word) };
  const fn = counting.find((name) => name === word);
  if (fn) return countOf(reader, fn);
  if (!aggregations.includes(word)) throw new LogqlFault(`parse error: syntax error: unexpected "${word}"`);
  const before = grouping(reader);
  reader.expect('(');
  const param = /^\d/.test(reader.peek()) ? Number(reader.next()) : null;
  if (param !== null) reader.expect(',');
  const of = metric(reader, 0);
  reader.expect(')');
  return { kind: 'aggregate', op: word, grouping: before ?? grouping(reader) ?? { how: 'by', labels: [] }, param, of };
}

function countOf(reader: TokenReader, fn: (typeof counting)[number]): LogqlMetricQuery {
  reader.expect('(');
  const of = logQuery(reader);
  reader.expect('[');
  const rangeMs = durationMs(reader.next());
  reader.expect(']');
  const offsetMs = reader.take('offset') ? durationMs(reader.next()) : 0;
  reader.expect(')');
  if (rangeMs <= 0) throw new LogqlFault('parse error: not a valid duration string');
  return { kind: 'count', fn, of, rangeMs, offsetMs };
}

function grouping(reader: TokenReader): Grouping | null {
  const how = reader.take('by') ? 'by' : reader.take('without') ? 'without' : null;
  if (!how) return null;
  reader.expect('(');
  const labels: string[] = [];
  while (!reader.take(')')) {
    labels.push(reader.next());
    reader.take(',');
  }
  return { how, labels };
}

function logQuery(reader: TokenReader): LogQuery {
  reader.expect('{');
  const matchers: Matcher[] = [];
  while (!reader.take('}')) {
    const label = reader.next();
    const op = reader.next();
    if (!['=', '!=', '=~', '!~'].includes(op)) throw new LogqlFault(`parse error: syntax error: unexpected "${op}"`);
    matchers.push({ label, op: op as Matcher['op'], value: reader.text() });
    if (!reader.take(',') && reader.peek() !== '}') reader.fail();
  }
  if (!matchers.some((m) => (m.op === '=' || m.op === '=~') && m.value !== '' && !['.*', '.*?'].includes(m.value))) {
    throw new LogqlFault(
      'parse error : queries require at least one regexp or equality matcher that does not have an empty-compatible value. For instance, app=~".*" does not meet this requirement, but app=~".+" will',
    );
  }
  return { kind: 'log', matchers, stages: stages(reader) };
}

function stages(reader: TokenReader): Stage[] {
  const found: Stage[] = [];
  for (;;) {
    const op = (['|=', '!=', '|~', '!~'] as const).find((candidate) => reader.take(candidate));
    if (op) {
      const texts = [reader.text()];
      while (reader.take('or')) texts.push(reader.text());
      found.push({ kind: 'line', op, texts });
    } else if (reader.take('|')) {
      const how = reader.take('logfmt') ? 'logfmt' : reader.take('json') ? 'json' : null;
      found.push(how ? { kind: 'parse', how } : { kind: 'label', test: labelTest(reader) });
    } else return found;
  }
}

function labelTest(reader: TokenReader): LabelTest {
  let left = labelCompare(reader);
  for (;;) {
    const kind = reader.take('and') || reader.take(',') ? 'both' : reader.take('or') ? 'either' : null;
    if (!kind) return left;
    left = { kind, left, right: labelCompare(reader) };
  }
}

function labelCompare(reader: TokenReader): LabelTest {
  if (reader.take('(')) {
    const inner = labelTest(reader);
    reader.expect(')');
    return inner;
  }
  const label = reader.next();
  const op = reader.next();
  if (!/^[a-z_]\w*$/i.test(label) || !['=', '==', '!=', '=~', '!~', '>', '>=', '<', '<='].includes(op)) {
    throw new LogqlFault(`parse error: syntax error: unexpected "${label} ${op}" in a pipeline`);
  }
  const value = /^\d/.test(reader.peek()) ? Number(reader.next()) : reader.text();
  return { kind: 'compare', label, op, value };
}
