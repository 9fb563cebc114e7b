import { hostsIn } from '../../src/log-patterns/lines/hosts-in.ts';
import { createMentionReader } from '../../src/log-patterns/lines/mentions.ts';

/** How names were found before: right, and slow on long runs. */
const slowly = /\b(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z]\b/gi;

test.each([
  'dial tcp: lookup payments.example.com on 10.0.0.2:53: no such host',
  'host not known: ledger.internal.svc.cluster.local.',
  'https://api.stripe.com/v1/charges failed after 3.5 s at x.yy.com1',
  'foo.bar-1 -foo.com foo-.bar.com a_b.com b.com_x foo--bar.co.uk x.y 1.2.3.4 v1.2.3 ...a.bc..de.fg',
  'com.acme.pay.Charge$1.run(Charge.java:42) é.example.org',
])('finds the same names as the plain pattern does: %s', (line) => {
  expect([...hostsIn(line)]).toEqual([...line.matchAll(slowly)].map(({ 0: host, index }) => ({ host, index })));
});

test.each(['a', 'a-', 'a.', '1.', '-', 'ab.', '.a-', 'a.b_', 'version ', 'v1.', '_a.', 'a..'])(
  'reads a line of a megabyte of "%s" in less than 100 ms',
  (unit) => {
    const line = unit.repeat(Math.ceil(1_000_000 / unit.length));
    const read = createMentionReader(['payment-gateway', 'checkout']);
    read('warm.up.example.com', 'checkout');
    const before = process.cpuUsage();
    read(line, 'checkout');
    const { user } = process.cpuUsage(before); // not the clock: other suites may have the processor
    expect(user / 1_000).toBeLessThan(100);
  },
);

test("a class is nobody's host", () => {
  const line =
    'java.net.UnknownHostException: ledger.internal.svc.cluster.local. (com.acme.ledger.client.errors.callerror)';
  expect([...hostsIn(line)].map(({ host }) => host)).toEqual(['ledger.internal.svc.cluster.local']);
});
