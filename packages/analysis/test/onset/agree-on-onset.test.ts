import type { Signal } from '@incidentfox/incident';
import { measureShifts } from '../../src/onset/measure-shifts.ts';
import { alarmAt, type Course, minute, Telemetry } from '../scenarios/telemetry.ts';

const onsets = (telemetry: Telemetry) =>
  Object.fromEntries(
    measureShifts(telemetry.done()).map(({ series: { signal }, onsetAt }) => [signal, (onsetAt - alarmAt) / minute]),
  );
const failing = (from: number): Course => ({ normal: 0.01, noise: 0.2, turns: { from, level: 0.3 } });
const shop = (courses: Partial<Record<Signal, Course>>) => {
  const telemetry = new Telemetry(11, ['shop']);
  for (const [signal, course] of Object.entries(courses)) telemetry.series('shop', signal as Signal, course);
  return telemetry;
};

test('two forms of one count of failures begin when both show it', () => {
  const { error_rate, error_ratio } = onsets(shop({ error_rate: failing(-3), error_ratio: failing(-9) }));
  expect(error_rate).toBe(-3);
  expect(error_ratio).toBe(-3);
});

test('a form that shows nothing is not asked, and other signals keep their own onset', () => {
  const calm = { normal: 0.01, noise: 0.2 };
  const slow = { normal: 0.1, turns: { from: -12, level: 2 } };
  const told = onsets(shop({ error_rate: calm, error_ratio: failing(-9), latency_p95: slow }));
  expect(told).toMatchObject({ error_ratio: -9, latency_p95: -12 });
});
