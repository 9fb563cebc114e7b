import type { LogDigest, LogLine } from '@incidentfox/incident';
import { startCpuTime } from '@incidentfox/test-kit';
import { mechanismOf } from '../../src/log-patterns/lines/mechanism.ts';
import { createMentionReader } from '../../src/log-patterns/lines/mentions.ts';
import type { LogPattern } from '../../src/log-patterns/log-pattern.ts';
import { minePatterns } from '../../src/log-patterns/mine-patterns.ts';
import { seeded } from '../scenarios/telemetry.ts';

const minute = 60_000;
const start = Date.UTC(2026, 4, 12, 14);
const window = { from: start, to: start + 10 * minute };
const baseline = { from: start - 60 * minute, to: start };

const digest = (lines: LogLine[], baselineLines: LogLine[], more: Partial<LogDigest> = {}): LogDigest => ({
  service: 'checkout-service',
  level: 'all',
  window,
  total: lines.length,
  baselines: [{ window: baseline, total: baselineLines.length }],
  buckets: [],
  lines,
  baselineLines,
  ...more,
});
const every = (
  range: { from: number; to: number },
  stepMs: number,
  message: (n: number) => string,
  level = 'info',
): LogLine[] => {
  const lines: LogLine[] = [];
  for (let at = range.from, n = 0; at < range.to; at += stepMs, n += 1) lines.push({ at, level, message: message(n) });
  return lines;
};
const only = (patterns: LogPattern[]): LogPattern => {
  expect(patterns).toHaveLength(1);
  return patterns[0]!;
};

describe('statements', () => {
  test('lines that differ in numbers, ids and addresses are one statement', () => {
    const random = seeded(1);
    const hex = (): string => Math.floor(random() * 4e9).toString(16);
    const pattern = only(
      minePatterns(
        [
          digest(
            every(
              window,
              5_000,
              (n) => `order ${n} of user ${hex()}-${hex()} took ${n * 7} ms from 10.0.3.${n % 255}:8080`,
            ),
            [],
          ),
        ],
        [],
      ),
    );
    expect(pattern.template).toBe('order <*> of user <*> took <*> ms from <*>');
  });

  test('lines that differ in words are several', () => {
    const lines = [
      ...every(window, 60_000, () => 'payment accepted for the order'),
      ...every(window, 60_000, () => 'could not reserve stock in warehouse'),
    ];
    expect(minePatterns([digest(lines, [])], [])).toHaveLength(2);
  });

  test('names with digits stay names: services, code locations, status codes', () => {
    const [pattern] = minePatterns(
      [
        digest(
          every(window, 60_000, (n) => `ts-travel2-service TravelServiceImpl#532 status=503 after ${n} ms`),
          [],
        ),
      ],
      ['ts-travel2-service'],
    );
    expect(pattern?.template).toBe('ts-travel2-service TravelServiceImpl#532 status=503 after <*> ms');
  });

  test('the message of a JSON line and the first line of a stack trace are read', () => {
    const lines: LogLine[] = [
      { at: start, message: '{"level":"error","msg":"cannot open cart 7","ts":1}' },
      { at: start, message: '{"ts":2,"level":"error","msg":"cannot open cart 8"}' },
      {
        at: start,
        level: 'error',
        message: 'java.lang.IllegalStateException: no cart\n\tat com.acme.Cart.open(Cart.java:10)',
      },
    ];
    const templates = minePatterns([digest(lines, [])], []).map(({ template }) => template);
    expect(templates.sort()).toEqual(['cannot open cart <*>', 'java.lang.IllegalStateException: no cart']);
  });

  test('free text does not multiply without bound', () => {
    const random = seeded(2);
    const word = (): string =>
      Array.from({ length: 6 }, () => String.fromCharCode(97 + Math.floor(random() * 26))).join('');
    const lines = every({ from: start, to: start + 20_000 }, 1, () => `said ${word()} ${word()} ${word()} ${word()}`);
    expect(minePatterns([digest(lines, [])], []).length).toBeLessThanOrEqual(64);
  });

  test('lines of known statements are grouped as they were written', () => {
    const random = seeded(3);
    const n = (): number => Math.floor(random() * 1e6);
    const pick = (...list: string[]): string => list[Math.floor(random() * list.length)]!;
    const statements = [
      () => `Received block blk_${n()} of size ${n()} from /10.250.${n() % 255}.${n() % 255}`,
      () => `PacketResponder ${n() % 3} for block blk_${n()} terminating`,
      () => `Verification succeeded for blk_${n()}`,
      () => `Accepted password for ${pick('alice', 'bob', 'carol')} from 172.16.0.${n() % 255} port ${n()} ssh2`,
      () =>
        `Failed password for invalid user ${pick('admin', 'test', 'oracle')} from 5.36.59.${n() % 255} port ${n()} ssh2`,
      () => `Connection closed by 52.80.34.${n() % 255} [preauth]`,
      () => `workerEnv.init() ok /etc/httpd/conf/workers${n() % 9}.properties`,
      () => `jk2_init() Found child ${n()} in scoreboard slot ${n() % 30}`,
      () => `Session 0x${n().toString(16)} closed after ${n()} ms, reason=${pick('timeout', 'logout', 'expired')}`,
      () => `GET /api/v${n() % 3}/orders/${n()} 200 ${n() % 900}ms`,
    ];
    const lines: LogLine[] = [];
    const written = new Map<string, number>();
    for (let at = 0; at < 2_000; at += 1) {
      const statement = Math.floor(random() * statements.length);
      const message = statements[statement]!();
      written.set(message, statement);
      lines.push({ at: start + at, level: 'info', message });
    }
    // A statement is grouped right when its lines, and only they, are in one group: their counts agree.
    const counts = minePatterns([digest(lines, [])], []).map(({ count }) => count);
    const truth = statements.map((_, index) => lines.filter(({ message }) => written.get(message) === index).length);
    const right = truth.filter((count) => counts.includes(count)).reduce((sum, count) => sum + count, 0);
    expect(right / lines.length).toBeGreaterThanOrEqual(0.9);
  });
});

describe('compared with the baseline', () => {
  const usual = (range: { from: number; to: number }) => every(range, 10_000, (n) => `handled ${n}`);

  test('a statement that was never there is new, since its first line', () => {
    const errors = every(
      { from: start + 4 * minute, to: window.to },
      5_000,
      (n) => `payment ${n} failed: connection timeout`,
      'error',
    );
    const [first] = minePatterns([digest([...usual(window), ...errors], usual(baseline))], []);
    expect(first).toMatchObject({
      isNew: true,
      level: 'error',
      firstAt: start + 4 * minute,
      mechanism: 'timeout',
      baselineCount: 0,
    });
  });

  test('a longer baseline does not make a steady statement look rarer', () => {
    const patterns = minePatterns([digest(usual(window), usual(baseline))], []);
    expect(only(patterns)).toMatchObject({
      isNew: false,
      isSurging: false,
      vanished: false,
      count: 60,
      baselineCount: 60,
    });
  });

  test('a statement that comes ten times as often surges, from when it began to', () => {
    const burst = every({ from: start + 5 * minute, to: window.to }, 1_000, (n) => `handled ${n}`);
    const pattern = only(
      minePatterns([digest([...usual({ from: start, to: start + 5 * minute }), ...burst], usual(baseline))], []),
    );
    expect(pattern.isSurging).toBe(true);
    expect(Math.abs((pattern.firstAt ?? 0) - (start + 5 * minute))).toBeLessThanOrEqual(10_000);
  });

  test('a regular statement that is gone has vanished', () => {
    const other = every(window, 10_000, () => 'still alive');
    const patterns = minePatterns(
      [digest(other, [...usual(baseline), ...every(baseline, 10_000, () => 'still alive')])],
      [],
    );
    expect(patterns.find(({ template }) => template === 'handled <*>')).toMatchObject({
      vanished: true,
      count: 0,
      firstAt: null,
    });
  });

  test('samples count for what the source counted', () => {
    const errors = every(window, 60_000, () => 'boom', 'error');
    expect(only(minePatterns([digest(errors, [], { total: 5_000 })], [])).count).toBe(5_000);
  });

  test('absence from a thin sample of a busy baseline does not make a rare statement new', () => {
    const rare = [{ at: start + minute, level: 'error', message: 'cache miss storm' }];
    const thin = every({ from: baseline.from, to: baseline.from + minute }, 10_000, (n) => `handled ${n}`);
    const patterns = minePatterns(
      [digest([...usual(window), ...rare], thin, { baselines: [{ window: baseline, total: 40_000 }] })],
      [],
    );
    expect(patterns.find(({ template }) => template === 'cache miss storm')?.isNew).toBe(false);
  });

  test('the same lines seen as all lines and as error lines are counted once', () => {
    const errors = every(window, 10_000, () => 'boom', 'error');
    const patterns = minePatterns(
      [digest([...usual(window), ...errors], usual(baseline)), digest(errors, [], { level: 'error' })],
      [],
    );
    expect(patterns.find(({ template }) => template === 'boom')?.count).toBe(60);
  });
});

describe('a service that is called otherwise in lines', () => {
  const read = createMentionReader(
    ['Main Database', 'checkout'],
    [
      { name: 'pg-main', service: 'Main Database' },
      { name: 'baskets', service: 'Basket Cache' },
      { name: 'main.abc.eu-west-1.rds.amazonaws.com', service: 'Main Database' },
    ],
  );
  const service = (text: string) => [{ kind: 'service', text }];

  test.each([
    'connection to pg-main refused',
    'dial tcp pg-main:5432: connect: connection refused',
    'lookup pg-main.data.svc.cluster.local: i/o timeout',
    'could not connect to PG_MAIN',
    'timeout of main.abc.eu-west-1.rds.amazonaws.com:5432',
  ])('has the name of the catalogue: %s', (line) => {
    expect(read(line, 'checkout')).toEqual(service('Main Database'));
  });

  test('by an everyday word only where it is a host', () => {
    expect(read('redis://baskets:6379 refused', 'checkout')).toEqual(service('Basket Cache'));
    expect(read('baskets.shop.svc.cluster.local refused', 'checkout')).toEqual(service('Basket Cache'));
    expect(read('merged 3 baskets in vain', 'checkout')).toEqual([]);
  });

  test('is not named by itself', () => {
    expect(read('pg-main refused', 'Main Database')).toEqual([]);
  });

  test('is not meant by a website that begins with its name', () => {
    expect(read('GET https://pg-main.example.com failed', 'checkout')).toEqual([
      { kind: 'external_host', text: 'pg-main.example.com' },
    ]);
  });
});

describe('names in lines', () => {
  const mentions = (message: string) =>
    minePatterns([digest([{ at: start, level: 'error', message }], [])], ['payment-gateway', 'orders-db'])[0]?.mentions;

  test('known services are recognised in any spelling, also as a host', () => {
    expect(mentions('call to Payment_Gateway failed')).toEqual([{ kind: 'service', text: 'payment-gateway' }]);
    expect(mentions('dial tcp: lookup payment-gateway.shop.svc.cluster.local: no such host')).toEqual([
      { kind: 'service', text: 'payment-gateway' },
    ]);
  });

  test('outside hosts and versions are distinguished from packages and file names', () => {
    expect(mentions('POST https://api.stripe.com/v1/charges: 503')).toEqual([
      { kind: 'external_host', text: 'api.stripe.com' },
    ]);
    expect(mentions('at com.acme.shop.Cart.open(Cart.java:10)')).toEqual([]);
    expect(mentions('panic in release v2.1.0 of this')).toEqual([{ kind: 'version', text: 'v2.1.0' }]);
  });

  test('what a status is called is no service, whatever services are called', () => {
    const read = createMentionReader(['gateway', 'payment']);
    expect(read('POST /v1/requests failed: 502 Bad Gateway', 'checkout')).toEqual([]);
    expect(read('402 Payment Required, 504 Gateway Timeout', 'checkout')).toEqual([]);
    expect(read('gateway:8080 answered 502 Bad Gateway', 'checkout')).toEqual([{ kind: 'service', text: 'gateway' }]);
  });

  test('a service does not mention itself', () => {
    expect(mentions('checkout-service is shutting down')).toEqual([]);
  });
});

test.each([
  ['upstream connect error or disconnect/reset before headers. reset reason: connection timeout', 'timeout'],
  ['dial tcp 10.0.0.1:5432: connect: connection refused', 'refused'],
  ['x509: certificate has expired or is not yet valid', 'certificate'],
  ['getaddrinfo ENOTFOUND redis', 'dns'],
  ['FATAL: remaining connection slots are reserved', 'pool_exhausted'],
  ['java.lang.OutOfMemoryError: Java heap space', 'out_of_memory'],
  ['write /data/wal: no space left on device', 'disk_full'],
  ['ERROR: deadlock detected', 'database'],
  ['HTTP 429 Too Many Requests', 'rate_limited'],
  ['missing required environment variable STRIPE_KEY', 'missing_configuration'],
  ['NullPointerException at Cart.open', 'exception'],
  ['cart is empty', null],
])('"%s" says %s', (text, mechanism) => {
  expect(mechanismOf(text)).toBe(mechanism);
});

test.each([
  ['dashes', 'a-'],
  ['labels', 'a.'],
  ['dashed labels', 'a-a.'],
  ['letters', 'a'],
])('the names in a line of %s are read in time that grows with its length', (_name, part) => {
  const read = createMentionReader(['checkout-service']);
  const tookMs = startCpuTime();
  read(`${part.repeat(100_000 / part.length)}!`, 'shop');
  expect(tookMs()).toBeLessThan(500);
});
