import type { Capability, Diagnosis, MetricSeries, Service } from '@incidentfox/incident';
import { chooseNext } from '../../src/investigation/2-plan/choose-next.ts';
import { widenWindow } from '../../src/investigation/2-plan/widen-window.ts';

const minute = 60_000;
const service = (name: string): Service => ({ name, aliases: [], dependsOn: [], vendorNames: {} });

describe('the next questions', () => {
  const diagnosis = {
    hypotheses: [{ service: 'ledger' }],
    ranking: [{ service: 'ledger', score: 1 }],
  } as unknown as Diagnosis;
  const chosen = (asked: readonly string[], calls = [{ from: 'ledger', to: 'ledger-db' }]) =>
    chooseNext(diagnosis, {
      answered: [],
      asked: (name, capability) => asked.includes(`${capability} of ${name}`),
      calls,
      capabilities: ['metrics', 'logs', 'changes'] satisfies Capability[],
      serviceOf: service,
    }).map((one) => `${one.capability} of ${one.service.name}`);

  test('are what nobody asked about the suspect, and the numbers of what it calls', () => {
    expect(chosen(['metrics of ledger'])).toEqual(['logs of ledger', 'changes of ledger', 'metrics of ledger-db']);
  });
  test('are none when all was asked', () => {
    expect(chosen(['metrics of ledger', 'logs of ledger', 'changes of ledger', 'metrics of ledger-db'])).toEqual([]);
  });
  test('are a handful', () => {
    const calls = Array.from({ length: 50 }, (_, at) => ({ from: 'ledger', to: `s${at}` }));
    expect(chosen([], calls)).toHaveLength(6);
  });
});

describe('trouble that began before the window', () => {
  const alarmAt = Date.parse('2026-03-01T12:00:00Z');
  const window = { from: alarmAt - 30 * minute, to: alarmAt + minute };
  const latency = (valueAt: (minutesAgo: number) => number): MetricSeries => ({
    service: 'checkout',
    signal: 'latency_p95',
    name: 'm',
    unit: 's',
    labels: {},
    stepMs: minute,
    points: Array.from({ length: 61 }, (_, at) => [alarmAt - (60 - at) * minute, valueAt(60 - at)] as const),
  });
  const steady = latency((ago) => (ago > 10 ? 0.2 : 2));
  const ramp = latency((ago) => 0.2 + (60 - ago) * 0.02);
  const widened = (onset: number | null, series: MetricSeries, range = window) =>
    widenWindow(onset, { window: range, alarmAt, affected: ['checkout'], series: [series] }, []);
  const threeHours = { from: alarmAt - 180 * minute, to: window.to };

  test('is followed back when its onset is the beginning of the window', () =>
    expect(widened(window.from, steady)).toEqual(threeHours));
  test('is followed back when the normal before it was already rising', () =>
    expect(widened(alarmAt - 20 * minute, ramp)).toEqual(threeHours));
  test('is none when the window shows how it began', () => expect(widened(alarmAt - 10 * minute, steady)).toBeNull());
  test('is not followed further back than a person asked to look', () =>
    expect(widened(null, ramp, { from: alarmAt - 600 * minute, to: window.to })).toBeNull());
  test('does not concern other services', () => expect(widened(null, { ...ramp, service: 'newsletter' })).toBeNull());
});
