import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { scenarios } from '../src/scenarios/index.ts';
import type { Scenario } from '../src/shop/scenario.ts';
import { shop } from '../src/shop/shop.ts';
import { perform } from '../src/stage.ts';
import { createEvaluation } from '../src/vendors/prometheus/promql/evaluate.ts';
import { parsePromql } from '../src/vendors/prometheus/promql/parse.ts';

const alarmAt = Date.UTC(2026, 10, 23, 14, 36);
const play = (name: string) => {
  const scenario = scenarios.find((candidate) => candidate.name === name) as Scenario;
  const performance = perform(scenario, alarmAt, () => alarmAt);
  const ask = (query: string, minute: number) => {
    const value = createEvaluation(performance.metrics)(parsePromql(query), alarmAt + minute * 60_000);
    return value.type === 'vector' ? (value.samples[0]?.value ?? Number.NaN) : Number.NaN;
  };
  return { ...performance, ask };
};
const p99 = (service: string) =>
  `histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket{service="${service}"}[2m])))`;
const errors = (service: string) =>
  `sum(rate(http_requests_total{service="${service}",code=~"5.."}[2m])) / sum(rate(http_requests_total{service="${service}"}[2m]))`;

test('every file of the folders can be played', () => {
  const paths = readdirSync(join(__dirname, '../src/scenarios'), { recursive: true, encoding: 'utf8' });
  const names = paths
    .filter((path) => path.endsWith('.ts') && path !== 'index.ts')
    .map((path) => basename(path, '.ts'));
  expect(scenarios.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
});

test('every name a scenario uses is one of the shop', () => {
  const names = new Set(shop.map(({ name }) => name));
  for (const scenario of scenarios) {
    const used = [
      ...Object.keys(scenario.behaviours ?? {}),
      ...[scenario.logs, scenario.deploys, scenario.restarts, scenario.alerts, scenario.gauges].flatMap((list) =>
        (list ?? []).map(({ service }) => service),
      ),
    ];
    expect({ scenario: scenario.name, unknown: used.filter((name) => !names.has(name)) }).toEqual({
      scenario: scenario.name,
      unknown: [],
    });
  }
});

test('no scenario says in plain words what the cause is, except in its own title', () => {
  const words = /root cause|because of the deploy|caused by|rollback fixed/i;
  for (const { title: _title, ...told } of scenarios.filter(({ name }) => name !== 'hostile')) {
    const lines = (told.logs ?? []).map((log) => log.line(() => 0.5));
    expect([JSON.stringify(told), ...lines].filter((text) => words.test(text))).toEqual([]);
  }
});

describe('checkout, as the product page tells it', () => {
  const { ask, world, logs } = play('checkout');
  test('latency was 200 ms and is 30 s', () => {
    expect(ask(p99('checkout-service'), -10)).toBeCloseTo(0.2, 1);
    expect(ask(p99('checkout-service'), 0)).toBeGreaterThan(29.5);
    expect(ask(p99('payment-gateway'), 0)).toBeGreaterThan(29.5);
  });
  test('checkout fails for a third of the requests, others do not', () => {
    expect(ask(errors('checkout-service'), -10)).toBeLessThan(0.02);
    expect(ask(errors('checkout-service'), 0)).toBeGreaterThan(0.25);
    expect(ask(errors('cart-service'), 0)).toBeLessThan(0.03);
    expect(ask(errors('inventory-service'), 0)).toBeLessThan(0.03);
  });
  test('the first time-out comes two minutes after the deploy', () => {
    const deployedAt = world.replicaSets.find(({ version }) => version === 'v2.1.0')?.createdAt ?? 0;
    const first = logs
      .read('checkout-service', alarmAt - 1_800_000, alarmAt)
      .find(({ text }) => text.includes('upstream connect error'));
    expect(Math.round(((first?.at ?? 0) - deployedAt) / 60_000)).toBe(2);
  });
  test('one pod of payment-gateway was restarted three times, and its counters began anew', () => {
    expect(ask('sum(kube_pod_container_status_restarts_total{container="payment-gateway"})', 0)).toBe(3);
    expect(ask('max(resets(http_requests_total{service="payment-gateway",code="200"}[5m]))', 0)).toBe(3);
  });
});

describe('memory', () => {
  const { ask } = play('memory');
  test('the limit falls, use climbs to it, the kernel ends the process again and again', () => {
    expect(ask('max(kube_pod_container_resource_limits{container="catalog",resource="memory"})', -30)).toBe(
      512 * 1_048_576,
    );
    expect(ask('max(kube_pod_container_resource_limits{container="catalog",resource="memory"})', 0)).toBe(
      320 * 1_048_576,
    );
    expect(ask('max_over_time(container_memory_working_set_bytes{container="catalog"}[5m])', 0)).toBeGreaterThan(
      300 * 1_048_576,
    );
    expect(
      ask('sum(kube_pod_container_status_last_terminated_reason{container="catalog",reason="OOMKilled"})', 0),
    ).toBe(2);
  });
  test('the deploy close by changes nothing', () => {
    expect(ask(errors('cart-service'), 0)).toBeLessThan(0.02);
  });
});

describe('healthy', () => {
  const { ask } = play('healthy');
  test.each(shop.map(({ name }) => name))('%s is as it always is', (service) => {
    expect(ask(errors(service), 0)).toBeLessThan(0.04);
    expect(ask(p99(service), 0) / ask(p99(service), -60)).toBeLessThan(1.8);
  });
});

test('the same moment gives the same numbers, whoever asks and whenever', () => {
  const [one, two] = [play('checkout'), play('checkout')];
  two.ask(errors('storefront'), -400);
  expect(one.ask(errors('checkout-service'), -3)).toBe(two.ask(errors('checkout-service'), -3));
  expect(one.logs.read('checkout-service', alarmAt - 90_000, alarmAt)).toEqual(
    two.logs.read('checkout-service', alarmAt - 90_000, alarmAt),
  );
});

test('a week ago was a normal day', () => {
  const week = -7 * 24 * 60;
  const { ask } = play('checkout');
  expect(ask(errors('checkout-service'), week)).toBeLessThan(0.02);
  expect(ask('sum(rate(http_requests_total{service="checkout-service"}[5m]))', week)).toBeGreaterThan(5);
});
