import { QueryFault } from './ast.ts';

export interface Token {
  readonly kind: 'number' | 'string' | 'duration' | 'name' | 'op' | 'end';
  readonly text: string;
  readonly at: number;
}

const shapes: readonly (readonly [Token['kind'] | 'space', RegExp])[] = [
  ['space', /(?:\s+|#[^\n]*)/y],
  ['duration', /(?:\d+(?:ms|[smhdwy]))+(?![\w.])/y],
  ['number', /(?:0x[\da-f]+|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|(?:inf|nan)(?![\w:]))/iy],
  ['string', /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`[^`]*`/y],
  ['name', /[a-z_:][\w:]*/iy],
  ['op', /=~|!~|==|!=|<=|>=|[-+*/%^(){}[\],=<>@]/y],
];

export function tokensOf(query: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < query.length) {
    const token = tokenAt(query, at);
    if (token.kind !== 'space') tokens.push({ kind: token.kind, text: token.text, at });
    at += token.text.length;
  }
  return [...tokens, { kind: 'end', text: '', at }];
}

function tokenAt(query: string, at: number): { kind: Token['kind'] | 'space'; text: string } {
  for (const [kind, shape] of shapes) {
    shape.lastIndex = at;
    const found = shape.exec(query);
    if (found) return { kind, text: found[0] };
  }
  throw new QueryFault(`1:${at + 1}: parse error: unexpected character: '${query[at]}'`);
}

const unitMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

/** `1h30m` in ms. */
export function durationMs(text: string): number {
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+)(ms|[smhdwy])/g))
    sum += Number(amount) * (unitMs[unit ?? ''] ?? 0);
  return sum;
}

/** The text between the quotes, escapes resolved. */
export function unquote(text: string): string {
  const inner = text.slice(1, -1);
  if (text.startsWith('`')) return inner;
  const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', '"': '"', "'": "'" };
  return inner.replace(/\\(.)/g, (whole, escaped: string) => {
    const plain = escapes[escaped];
    if (plain === undefined) throw new QueryFault(`parse error: unknown escape sequence ${whole}`);
    return plain;
  });
}
