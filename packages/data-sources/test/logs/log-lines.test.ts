import { toLogLine } from '../../src/logs/index.ts';
import { joinStackTraces } from '../../src/logs/reading/join-stack-traces.ts';
import { statementOf, usualStatements } from '../../src/logs/usual-statements.ts';
import { at } from '../questions.ts';

const read = (text: string, fields: Record<string, unknown> = {}) => toLogLine({ at: at(-5), text, fields });

describe('what a line was before it was wrapped and coloured', () => {
  test.each([
    ['Docker', '{"log":"card declined\\n","stream":"stderr","time":"2026-11-23T14:31:00.1Z"}'],
    ['CRI', '2026-11-23T14:31:00.123456789Z stderr F card declined'],
    ['fluent-bit', '{"log":"card declined","kubernetes":{"pod_name":"checkout-1"},"stream":"stderr"}'],
    ['Docker within CRI', '2026-11-23T14:31:00.1Z stderr F {"log":"card declined\\n","stream":"stderr"}'],
    ['colours', '\u001b[31mcard declined\u001b[0m'],
  ])('%s', (_, text) => {
    expect(read(text).message).toBe('card declined');
  });

  test('fluent-bit tells the pod, and a line within it its own level', () => {
    const line = read(
      '{"log":"{\\"level\\":50,\\"msg\\":\\"card declined\\"}","kubernetes":{"pod_name":"checkout-1"},"stream":"stderr"}',
    );
    expect(line).toMatchObject({ message: 'card declined', level: 'error', host: 'checkout-1' });
  });
});

describe('structured lines', () => {
  test('say the message first, then what went wrong, then the other fields', () => {
    const line = read(
      JSON.stringify({
        level: 50,
        time: 1_764_340_000_000,
        pid: 7,
        msg: 'cannot charge',
        err: {
          type: 'Error',
          message: 'connect ECONNREFUSED payments:8080',
          stack: 'Error: x\n    at charge (a.js:1)',
        },
        route: '/pay',
        upstream: 'payments',
        retried: null,
      }),
    );
    expect(line.message).toBe(
      'cannot charge: Error: connect ECONNREFUSED payments:8080\nroute=/pay upstream=payments\nError: x\n    at charge (a.js:1)',
    );
    expect(line).toMatchObject({ level: 'error', fields: { route: '/pay', upstream: 'payments' } });
  });

  test.each([
    [
      'Serilog',
      '{"@t":"2026-11-23T14:31:00Z","@l":"Error","@mt":"Cannot charge","TraceId":"4bf92f3577b34da6"}',
      'Cannot charge',
      'error',
    ],
    [
      'ECS',
      '{"@timestamp":"x","log":{"level":"warn"},"message":"slow","trace":{"id":"4bf92f3577b34da6"}}',
      'slow',
      'warn',
    ],
    ['OpenTelemetry', '{"body":"cannot charge","severity_number":17}', 'cannot charge', 'error'],
    ['only an error', '{"level":"error","error":"no route to host"}', 'no route to host', 'error'],
  ])('of %s', (_, text, message, level) => {
    expect(read(text)).toMatchObject({ message, level });
  });

  test('a long field before the message hides neither message nor level', () => {
    const line = read(JSON.stringify({ headers: 'x'.repeat(2_000), message: 'cannot charge', severity: 'ERROR' }));
    expect(line.message.startsWith('cannot charge\n')).toBe(true);
    expect(line.level).toBe('error');
  });

  test('what cannot be read stays as it is', () => {
    expect(read('{"msg":"cut in the mid').message).toBe('{"msg":"cut in the mid');
    expect(read('level=error msg="cannot charge" route=/pay').message).toBe(
      'level=error msg="cannot charge" route=/pay',
    );
  });
});

describe('stack traces', () => {
  const entries = (host: string, texts: readonly string[]) =>
    texts.map((text, i) => ({ at: at(-5) + i, text, fields: { host } }));
  const hostOf = ({ fields }: { fields?: Readonly<Record<string, unknown>> }) => String(fields?.host);
  const python = [
    'Traceback (most recent call last):',
    '  File "pay.py", line 7, in pay',
    '    charge()',
    'ValueError: no card',
  ];
  const java = [
    'java.lang.IllegalStateException: no cart',
    '\tat com.acme.Cart.open(Cart.java:10)',
    'Caused by: java.io.IOException: gone',
  ];

  test('logged one entry a line are one line, whatever other hosts log meanwhile', () => {
    const mixed = [...entries('a', python), ...entries('b', java)];
    const joined = joinStackTraces(mixed, hostOf);
    expect(joined.map(({ text, standsFor }) => [text, standsFor])).toEqual([
      [python.join('\n'), 4],
      [java.join('\n'), 3],
    ]);
  });

  test('of Python say first what went wrong', () => {
    expect(read(python.join('\n')).message.split('\n')[0]).toBe('ValueError: no card');
    expect(read(`cannot charge\n${python.join('\n')}`).message.split('\n')[0]).toBe(
      'cannot charge ValueError: no card',
    );
  });

  test('are put together within their framing', () => {
    const framed = python.map((text) => JSON.stringify({ log: `${text}\n`, stream: 'stderr' }));
    expect(joinStackTraces(entries('a', framed), hostOf).map(({ text }) => text)).toEqual([python.join('\n')]);
  });

  test('lines that merely follow stay apart', () => {
    const lines = entries('a', ['cannot charge', 'cannot refund', 'ValueError: no card']);
    expect(joinStackTraces(lines, hostOf)).toHaveLength(3);
  });
});

describe('the usual statements of lines', () => {
  const times = (n: number, text: (i: number) => string) => Array.from({ length: n }, (_, i) => text(i));

  test('are known by the words that never vary, the most frequent first', () => {
    const texts = [
      ...times(5, (i) => `card declined for order ${i}: do not honor`),
      ...times(9, (i) => `could not write audit entry ${i}: timeout after ${i} ms`),
    ];
    expect(usualStatements(texts, 5)).toEqual([
      ['could not write audit entry', 'timeout after'],
      ['card declined for order', 'do not honor'],
    ]);
  });

  test('leave in what shares only a part of their words', () => {
    const statements = usualStatements(
      times(9, (i) => `could not process order ${i}: timeout`),
      5,
    );
    expect(statementOf('could not process order 77: timeout', statements)).toBe(0);
    expect(statementOf('could not process order 77: ledger shard 7 is read-only', statements)).toBe(-1);
  });

  test('are not known by what every line has, nor by a name that varies', () => {
    const json = (msg: string, user: string) =>
      JSON.stringify({ level: 50, service: 'shop', logger: 'acme.pay', msg, user });
    const texts = [
      ...times(6, (i) => json('card declined by the bank', ['ann', 'bob', 'cy'][i % 3] ?? '')),
      ...times(6, (i) => json('no stock left in warehouse', ['ann', 'bob', 'cy'][i % 3] ?? '')),
    ];
    expect(usualStatements(texts, 5)).toEqual([['card declined by the bank'], ['no stock left in warehouse']]);
  });

  test('a statement without words of its own is not left out', () => {
    expect(
      usualStatements(
        times(9, (i) => `failed ${i}`),
        5,
      ),
    ).toEqual([]);
    expect(
      usualStatements(
        times(2, (i) => `seen too seldom to be usual ${i}`),
        5,
      ),
    ).toEqual([]);
  });
});
