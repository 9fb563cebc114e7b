import { diagnose } from '@incidentfox/analysis';
import type { MetricSeries, Observations } from '@incidentfox/incident';
import { alarmAt, minute, Telemetry, window } from '../scenarios/telemetry.ts';

const first = (observations: Observations) => diagnose(observations).hypotheses[0];
const failing = (from: number, level = 0.3) => ({
  error_ratio: { normal: 0.002, noise: 0.5, turns: { from, level } },
});
const refused = (host: string) => ({
  message: (n: number) => `request ${n}: dial tcp ${host}:6379: connect: connection refused`,
  from: -6,
  everyMs: 6_000,
});

describe('one cause that several services share', () => {
  const victims = ['cart-service', 'search-service', 'session-service'];

  test('outranks its victims and the deploys they had', () => {
    const telemetry = new Telemetry(1, ['cart-service']);
    for (const victim of victims)
      telemetry
        .service(victim, failing(-6))
        .logs(victim, [refused('cache-main')])
        .change({ service: victim, minutes: -9, version: 'v7', title: 'Deploy v7' });
    const observations = telemetry.done();
    expect(first(observations)?.service).toBe('cache-main');
    expect(diagnose(observations).ranking[0]?.service).toBe('cache-main');
  });

  test('has the name that the catalogue gives it, not the one of the lines', () => {
    const telemetry = new Telemetry(1, ['cart-service']);
    for (const victim of victims) telemetry.service(victim, failing(-6)).logs(victim, [refused('redis-7')]);
    const observations = { ...telemetry.done(), otherNames: [{ name: 'redis-7', service: 'Session Cache' }] };
    expect(first(observations)?.service).toBe('Session Cache');
  });

  test('is the name server when names are not found in all of them', () => {
    const telemetry = new Telemetry(2, ['cart-service']);
    for (const victim of victims)
      telemetry.service(victim, failing(-6)).logs(victim, [
        {
          message: (n) => `dial tcp: lookup orders-db-${n % 3}.internal on 10.96.0.10:53: server misbehaving`,
          from: -6,
          everyMs: 6_000,
        },
      ]);
    expect(first(telemetry.done())).toMatchObject({ kind: 'network', service: 'cart-service', object: 'dns' });
  });

  test('is an outside host when each of them names it, beside the service that suffers', () => {
    const telemetry = new Telemetry(3, ['cart-service']);
    for (const victim of victims)
      telemetry
        .service(victim, failing(-6))
        .logs(victim, [{ message: () => 'POST https://api.pay.example.com/v1: 503', from: -6, everyMs: 6_000 }]);
    expect(first(telemetry.done())).toMatchObject({
      kind: 'third_party',
      service: 'cart-service',
      object: 'api.pay.example.com',
    });
  });
});

describe('a machine', () => {
  /** Three services with a pod on each of three machines. */
  const onMachines = (suffers: (service: string, node: string) => boolean): Observations => {
    const telemetry = new Telemetry(4, ['web']);
    for (const service of ['web', 'cart', 'search']) {
      telemetry.service(service, failing(-6, 0.12));
      for (const node of ['node-1', 'node-2', 'node-3']) {
        const more: Partial<MetricSeries> = { labels: { pod: `${service}-${node}`, node } };
        const turns = { from: -6, level: 0.4 };
        telemetry.series(
          service,
          'error_ratio',
          { normal: 0.002, noise: 0.5, ...(suffers(service, node) && { turns }) },
          more,
        );
      }
    }
    return telemetry.done();
  };

  test('is to blame when pods of different services on it suffer and those elsewhere do not', () => {
    expect(first(onMachines((_, node) => node === 'node-2'))).toMatchObject({ kind: 'node', object: 'node-2' });
  });

  test('is not when the same services suffer everywhere', () => {
    expect(first(onMachines(() => true))?.kind).not.toBe('node');
  });

  test('is not when one service alone suffers on it', () => {
    expect(first(onMachines((service, node) => service === 'web' && node === 'node-2'))?.kind).not.toBe('node');
  });
});

describe('what is no cause of its own', () => {
  const chain = (more: (telemetry: Telemetry) => Telemetry) =>
    more(new Telemetry(5, ['web']).calls('web', 'store'))
      .alert('High latency', 'web')
      .done();
  const slow = (normal: number, level: number) => ({ normal, noise: 0.1, turns: { from: -6, level } });

  test('a pool of the caller that fills because the callee is slow', () => {
    const observations = chain((telemetry) =>
      telemetry
        .service('web', { latency_p99: slow(0.2, 1.4) })
        .series('web', 'saturation', { normal: 0.1, turns: { from: -6, level: 0.95 } })
        .service('store', { latency_p99: slow(0.02, 1.2) }),
    );
    expect(first(observations)?.service).toBe('store');
  });

  test('a pool that is fuller and far from full', () => {
    const calm = chain((telemetry) =>
      telemetry.service('web').series('web', 'saturation', { normal: 0.04, turns: { from: -6, level: 0.29 } }),
    );
    expect(diagnose(calm).verdict).not.toBe('root_cause');
  });

  test('CPU that follows requests', () => {
    const busy = chain((telemetry) =>
      telemetry.service('web').service('store', {
        request_rate: { normal: 100, turns: { from: -6, level: 200 } },
        cpu: { normal: 0.4, turns: { from: -6, level: 0.8 } },
      }),
    );
    expect(diagnose(busy).verdict).not.toBe('root_cause');
  });

  test('a service that warms up after its deploy', () => {
    const warm = chain((telemetry) =>
      telemetry
        .service('store')
        .service('web', {
          cpu: { normal: 0.4, turns: { from: -6, until: 1, level: 1.6 } },
          latency_p99: { normal: 0.2, noise: 0.1, turns: { from: -6, until: 1, level: 0.8 } },
        })
        .change({ service: 'web', minutes: -7, version: 'v3', title: 'Deploy v3' }),
    );
    expect(diagnose(warm).verdict).not.toBe('root_cause');
  });
});

describe('healthy', () => {
  const calm = (affected: string) => new Telemetry(6, [affected]).service('web').service('cart').service('search');

  test('is said when the affected service was measured and is well', () => {
    expect(diagnose(calm('web').done()).verdict).toBe('healthy');
  });

  test('is not said when the affected service was not measured', () => {
    expect(diagnose(calm('payments').done()).verdict).toBe('inconclusive');
  });

  test('is not said when only its CPU was measured', () => {
    const observations = calm('payments').series('payments', 'cpu', { normal: 0.4 }).done();
    expect(diagnose(observations).verdict).toBe('inconclusive');
  });
});

describe('when it began', () => {
  test('a rise of two hours is dated to its beginning, not to its last step', () => {
    const observations = new Telemetry(7, ['cart'])
      .service('cart', { latency_p99: { normal: 0.2, noise: 0.1, turns: { from: -100, level: 2, ramp: 110 } } })
      .alert('High latency', 'cart')
      .done();
    const { onset } = diagnose(observations);
    expect(Math.abs((onset ?? 0) - (alarmAt - 100 * minute))).toBeLessThanOrEqual(20 * minute);
  });

  test('says when it had begun before the examined window', () => {
    const since = (from: number) => new Telemetry(8, ['cart']).service('cart', failing(from)).done();
    expect(diagnose(since(-5)).beganBefore).toBe(false);
    expect(window.from).toBe(alarmAt - 30 * minute);
    expect(diagnose(since(-34)).beganBefore).toBe(true);
  });
});
