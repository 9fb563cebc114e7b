import type { LogDigest, Service } from '@incidentfox/incident';
import { edgeServices } from '../../src/investigation/2-plan/call-distances.ts';
import type { Moved } from '../../src/investigation/2-plan/find-moved.ts';
import { findNamedHosts } from '../../src/investigation/2-plan/find-named-hosts.ts';
import { followTrail, loudElsewhere, type Trail } from '../../src/investigation/2-plan/follow-trail.ts';

const service = (name: string): Service => ({ name, aliases: [], dependsOn: [], vendorNames: {} });
const call = (from: string, to: string) => ({ from, to });
const move = (name: string, loudness = 0.5): Moved => ({
  service: name,
  loudness,
  isLoud: loudness > 0.8,
  startedAt: 0,
});

const nothing: Trail = {
  affected: ['checkout'],
  asked: new Set(['checkout', 'payments']),
  moved: [],
  calls: [call('checkout', 'payments')],
  hosts: [],
  namesakes: new Map(),
};
const led = (trail: Partial<Trail>) => followTrail({ ...nothing, ...trail }, service).map(({ name }) => name);

describe('the trail', () => {
  test('leads nowhere when nothing points anywhere', () => expect(led({})).toEqual([]));

  test('leads to what several services cannot reach before what one cannot, in a catalogue or not', () => {
    const cannot = (from: string, to: string) => ({ from, to, lines: 5 });
    const hosts = [cannot('payments', 'ledger'), cannot('checkout', 'redis-main'), cannot('payments', 'redis-main')];
    expect(led({ hosts })).toEqual(['redis-main', 'ledger']);
  });

  test('leads to what moved and is connected, and not to what moved elsewhere', () => {
    const calls = [...nothing.calls, call('payments', 'ledger'), call('newsletter', 'mailer')];
    expect(led({ calls, moved: [move('mailer', 0.9), move('ledger', 0.4)] })).toEqual(['ledger']);
  });

  test('leads to everything that moved, loudest first, where nobody knows who calls whom', () => {
    expect(led({ calls: [], moved: [move('a', 0.3), move('b', 0.6)] })).toEqual(['b', 'a']);
  });

  test('does not take a host in a log line for knowing who calls whom', () => {
    const calls = [{ ...call('checkout', 'payments'), foundBy: 'log_mention' as const }];
    expect(led({ calls, moved: [move('billing', 0.6)] })).toEqual(['billing']);
  });

  test('leads to what a troubled service calls, and to the store that is called after it', () => {
    const calls = [...nothing.calls, call('checkout', 'promotions')];
    expect(
      led({
        calls,
        namesakes: new Map([
          ['checkout-db', 'checkout'],
          ['search-db', 'search'],
        ]),
      }),
    ).toEqual(['checkout-db', 'promotions']);
  });

  test('is followed for a handful, and never back to who was asked', () => {
    const moved = [move('checkout', 1), ...Array.from({ length: 30 }, (_, at) => move(`s${at}`))];
    const found = led({ calls: [], moved });
    expect(found).toHaveLength(10);
    expect(found).not.toContain('checkout');
  });
});

test('what is loud elsewhere is told, but not what only moved a little', () => {
  expect([...loudElsewhere([move('a', 0.9), move('b', 0.5), move('checkout', 1)], new Set(['checkout']))]).toEqual([
    'a',
  ]);
});

test('people meet a system where nobody calls', () => {
  expect(edgeServices([call('web', 'checkout'), call('app', 'checkout'), call('checkout', 'payments')])).toEqual([
    'app',
    'web',
  ]);
});

describe('hosts that log lines name', () => {
  const digest = (service: string, messages: string[]): LogDigest => ({
    service,
    level: 'error',
    window: { from: 0, to: 1 },
    total: messages.length,
    baselines: [],
    buckets: [],
    lines: messages.map((message) => ({ at: 0, message })),
    baselineLines: [],
  });
  const cache = service('Main Cache');
  const ownerOf = (name: string) => (name === 'redis-main' ? cache : undefined);
  const twice = (line: string) => findNamedHosts([digest('checkout', [line, line])], ownerOf).map(({ to }) => to);

  test.each([
    ['redis: dial tcp redis-main:6379: connect: connection refused', 'Main Cache'],
    ['ERROR could not connect to server: Connection refused, host pg-main port 5432', 'pg-main'],
    ['java.net.UnknownHostException: lookup ledger.shop.svc: no such host', 'ledger.shop.svc'],
    ['503 from GET http://pricing:8080/quote', 'pricing'],
    ["Server error '500' for url http://permissions:8080/check", 'permissions'],
    ['java.net.UnknownHostException: pay.bank.example: Temporary failure in name resolution', 'pay.bank.example'],
    ['SSLHandshakeException: certificate for pay.bank.example expired', 'pay.bank.example'],
    ['query failed on redis-main: driver: bad connection', 'Main Cache'],
    ['timeout calling https://api.bank.example/v1/charge', 'api.bank.example'],
  ])('are read from %s', (line, expected) => expect(twice(line)).toEqual([expected]));

  test.each([
    'user redis-main:6379 logged in',
    'request failed at 12:30:11',
    'dial tcp 10.0.0.7:6379: connection refused',
    'connection refused',
    'timeout in call to java.net.Socket',
    'call to com.acme.pay.Client failed: deadline exceeded',
  ])('are not read from %s', (line) => expect(twice(line)).toEqual([]));

  test('need more than one line, and are never the service itself', () => {
    expect(findNamedHosts([digest('checkout', ['dial tcp pg-main:5432: timeout'])], ownerOf)).toEqual([]);
    const own = digest('Main Cache', ['redis-main:6379 timeout', 'redis-main:6379 timeout']);
    expect(findNamedHosts([own], ownerOf)).toEqual([]);
  });
});
