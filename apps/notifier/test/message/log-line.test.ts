import { startCpuTime } from '@incidentfox/test-kit';
import { logMessage, withoutLogFields } from '../../src/text/log-line.ts';

test.each([
  [
    'ts=2026-11-23T10:01:49.457Z level=error msg="upstream connect error: connection timeout" path=/checkout',
    'upstream connect error: connection timeout',
  ],
  ['{"level":"error","message":"out of memory","pid":1}', 'out of memory'],
  ['{"level":"error"', '{"level":"error"'],
  ['2026-11-23 10:01:49,457 ERROR pool exhausted', 'pool exhausted'],
  ['[2026-11-23T10:01:49Z] [WARN] slow', 'slow'],
  ['ERROR', 'ERROR'],
  ['panic: runtime error', 'panic: runtime error'],
])('of %s a person reads %s first', (line, telling) => expect(logMessage(line)).toBe(telling));

test('a whole log line inside a sentence becomes its message, also when it was cut', () => {
  expect(
    withoutLogFields(
      'checkout-service: first errors "ts=2026-11-23T10:01:50Z level=error msg="connection timeout" upstream=p…"',
    ),
  ).toBe('checkout-service: first errors "connection timeout"');
  expect(withoutLogFields('it said "connection timeout" 3 times')).toBe('it said "connection timeout" 3 times');
});

test('reading a line made to be slow is not slow', () => {
  const tookMs = startCpuTime();
  for (const part of ['a="b" ', 'a=b ', '"', '"a="']) withoutLogFields(`"${part.repeat(1500)}`);
  for (const part of ['msg="\\', ' msg="', '{"a":']) logMessage(part.repeat(1500));
  expect(tookMs()).toBeLessThan(1000);
});
