import { compileReport, diagnose } from '@incidentfox/analysis';
import type { Alert, InfraEvent, MetricSeries, Observations, Report } from '@incidentfox/incident';
import { nothingObserved } from './nothing-observed.ts';

const minute = 60_000;
const alarmAt = Date.parse('2026-11-20T12:00:00Z');
const began = alarmAt - 10 * minute;

const series = (
  signal: MetricSeries['signal'],
  value: (at: number) => number,
  more: Partial<MetricSeries> = {},
): MetricSeries => ({
  service: 'checkout',
  signal,
  name: signal === 'restarts' ? 'container_restarts_total' : 'http_requests_total',
  unit: signal === 'restarts' ? 'count' : 'ratio',
  labels: {},
  stepMs: minute,
  points: Array.from({ length: 75 }, (_, i) => alarmAt + (i - 65) * minute).map((at) => [at, value(at)] as const),
  ...more,
});
const wobble = (at: number): number => 0.01 + 0.001 * ((at / minute) % 3);
const failing = series('error_ratio', (at) => (at < began ? wobble(at) : 0.4));

const killed = (at: number): InfraEvent => ({
  kind: 'oom_killed',
  service: 'checkout',
  object: 'checkout-1',
  count: 1,
  firstAt: at,
  lastAt: at,
  message: 'OOMKilled',
});

const seen = (more: Partial<Observations>): Observations => ({
  ...nothingObserved({ window: { from: alarmAt - 30 * minute, to: alarmAt + 10 * minute }, alarmAt }),
  affected: ['checkout'],
  series: [failing],
  answered: [{ questionId: 'q1', capability: 'metrics', service: 'checkout', source: 'prometheus', items: 1 }],
  ...more,
});

function reportOn(observations: Observations): Report {
  return compileReport({
    diagnosis: diagnose(observations),
    incident: { reference: 'INC-1', name: 'Alarm', createdAt: new Date(alarmAt).toISOString() },
    context: {
      affected: [{ service: 'checkout', foundBy: 'exact', because: 'the title' }],
      symptom: 'unknown',
      alarmAt,
      window: observations.window,
      hints: [],
    },
  });
}

const titles = ({ evidence }: Report): string[] => evidence.map(({ title }) => title);

test('what happened four times is told once, with its number', () => {
  const events = [0, 1, 3, 4].map((after) => killed(began + after * minute));
  const told = titles(reportOn(seen({ infra: events }))).filter((title) => title.includes('was killed'));
  expect(told).toEqual(['checkout-1 was killed 4 times for running out of memory']);
});

test('what two answers tell of one moment happened once', () => {
  const told = titles(reportOn(seen({ infra: [killed(began), killed(began)] })));
  expect(told.filter((title) => title.includes('was killed'))).toEqual([
    'checkout-1 was killed once for running out of memory',
  ]);
});

test('an alert that two sources report is one', () => {
  const alert = (id: string): Alert => ({
    id,
    name: 'CheckoutErrors',
    state: 'firing',
    service: 'checkout',
    startedAt: alarmAt,
    labels: {},
  });
  const told = titles(reportOn(seen({ alerts: [alert('a'), alert('b')] })));
  expect(told.filter((title) => title === 'Alert CheckoutErrors fired')).toHaveLength(1);
});

test('a total that grew since the trouble is dated by the trouble, not by the morning', () => {
  const total = series('restarts', (at) => 36 + Math.max(0, Math.ceil((at - began) / minute)));
  const restarts = reportOn(seen({ series: [failing, total] })).evidence.find(
    ({ facts }) => facts.signal === 'restarts',
  );
  expect(restarts?.at).toBeGreaterThanOrEqual(began);
});

test('trouble that users saw first is dated by that, whatever else is told of it', () => {
  const cpu = series('cpu', (at) => (at < began + 8 * minute ? 0.2 : 0.97), { name: 'cpu_used_ratio' });
  const { rootCause } = reportOn(seen({ series: [failing, cpu] }));
  for (const { text } of rootCause.slice(0, 1)) expect(text).toMatch(/ since 11:5[01] UTC$/);
});

test('a service that failed outright for two samples is not called well', () => {
  const blip = series('error_ratio', (at) =>
    at === alarmAt - 2 * minute || at === alarmAt - 3 * minute ? 0.9 : wobble(at),
  );
  expect(reportOn(seen({ series: [blip] })).summary.text).not.toMatch(/^Nothing is visibly wrong/);
});

test('what left its normal range is not counted among what is normal', () => {
  const blip = series('latency_p95', (at) => (at === alarmAt ? 9 : 0.1 + 0.01 * ((at / minute) % 3)), {
    name: 'latency_seconds',
    unit: 's',
    service: 'search',
  });
  const coverage = titles(reportOn(seen({ series: [series('error_ratio', wobble), blip], affected: ['checkout'] })));
  expect(coverage.find((title) => title.includes('signals normal'))).toMatch(/1 of 2 signals normal$/);
});
