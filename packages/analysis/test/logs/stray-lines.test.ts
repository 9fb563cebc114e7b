import { diagnose } from '@incidentfox/analysis';
import { Telemetry } from '../scenarios/telemetry.ts';

const refused = {
  message: (n: number) => `order ${n}: dial tcp ledger:9000: connect: connection refused`,
  from: -6,
  everyMs: 4_000,
};
const once = (message: string) => ({ message: () => message, from: -3, until: -2.9, everyMs: 60_000 });
const evidenceOf = (telemetry: Telemetry) => JSON.stringify(diagnose(telemetry.done()).evidence);
const orders = () => new Telemetry(31, ['orders']).service('orders').service('users').calls('orders', 'ledger');

describe('one line of complaint', () => {
  test('beside hundreds of others is no evidence and no cause', () => {
    const telemetry = orders()
      .logs('orders', [refused, once('token expired: too many requests')])
      .logs('users');
    expect(evidenceOf(telemetry)).not.toContain('token expired');
    const { hypotheses } = diagnose(telemetry.done());
    expect(hypotheses.map(({ kind }) => kind)).not.toContain('quota');
  });

  test('is evidence where nothing clearer is', () => {
    const telemetry = orders().logs('orders', [once('token expired at the ledger')]);
    expect(evidenceOf(telemetry)).toContain('token expired');
    expect(diagnose(telemetry.done()).verdict).not.toBe('root_cause');
  });

  test('is evidence when it is what a process says before it ends', () => {
    const telemetry = orders().logs('orders', [refused, once('java.lang.OutOfMemoryError: Java heap space')]);
    expect(evidenceOf(telemetry)).toContain('OutOfMemoryError');
  });
});

test('a quota without a name is no cause, and one that a provider names is', () => {
  const throttled = (message: string) => ({ message: () => message, from: -6, everyMs: 5_000 });
  const causes = (message: string) =>
    diagnose(
      orders()
        .logs('orders', [throttled(message)])
        .done(),
    )
      .hypotheses.filter(({ kind }) => kind === 'quota')
      .map(({ object }) => object);
  expect(causes('upload failed: too many requests')).toEqual([]);
  expect(causes('upload failed: ThrottlingException: Rate exceeded')).toEqual(['ThrottlingException']);
});
