import { readCase } from '../src/cases/read-case.ts';

const series = (t: readonly number[]) => ({ service: 'cart', metric: 'cpu', t, v: t.map((at) => at / 10) });
const read = (more: object) =>
  readCase(JSON.stringify({ id: 'a', anomaly_time: 130, ...more }), 'some.jsonl.gz, line 7');

test('what a set does not have may be missing', () => {
  expect(read({})).toMatchObject({
    graph: null,
    target: null,
    metrics: [],
    step_s: 60,
    window: { from: 130, to: 190 },
  });
});

test('step and window are read from the series when the case does not tell', () => {
  const { step_s, window } = read({ metrics: [series([100, 115, 130, 145]), series([115, 130, 175])] });
  expect({ step_s, window }).toEqual({ step_s: 15, window: { from: 100, to: 190 } });
});

test('points come in the order of time, with their values', () => {
  expect(read({ metrics: [series([30, 10, 20])] }).metrics[0]).toMatchObject({ t: [10, 20, 30], v: [1, 2, 3] });
});

test('a case that cannot be placed is told with its place', () => {
  expect(() => readCase('{', 'some.jsonl.gz, line 7')).toThrow('some.jsonl.gz, line 7: this is not JSON');
  expect(() => read({ id: null })).toThrow('some.jsonl.gz, line 7: the case has no id');
  expect(() => read({ anomaly_time: 'noon' })).toThrow('case a has no anomaly_time');
});
