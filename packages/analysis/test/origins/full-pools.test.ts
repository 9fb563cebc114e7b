import { EvidenceBook } from '../../src/evidence/evidence-book.ts';
import { exhaustedCauses } from '../../src/hypotheses/causes/resources.ts';
import { findOrigins } from '../../src/hypotheses/origins/find-origins.ts';
import { readScene } from '../../src/scene/read-scene.ts';
import { Telemetry } from '../scenarios/telemetry.ts';

function saidOf(service: string, telemetry: Telemetry) {
  const observations = telemetry.done();
  const scene = readScene(observations, new EvidenceBook(observations));
  const origin = findOrigins(scene).origins.find((one) => one.service === service);
  return origin === undefined ? null : exhaustedCauses(origin, scene).map(({ kind }) => kind);
}
const slow = { latency_mean: { normal: 0.05, turns: { from: -8, level: 1 } } } as const;
const waits = {
  message: (n: number) => `connection pool exhausted, ${n % 40} requests wait to acquire`,
  from: -8,
  everyMs: 3_000,
};
/** Two services wait for a database that takes longer, and their pools are full of it. */
const slowDatabase = () => {
  const telemetry = new Telemetry(51, ['orders']);
  for (const caller of ['orders', 'stock'])
    telemetry
      .service(caller, slow)
      .series(caller, 'saturation', { normal: 0.1, turns: { from: -8, level: 1 } })
      .logs(caller, [waits])
      .calls(caller, 'shop-db');
  return telemetry
    .series('shop-db', 'latency_mean', { normal: 0.01, turns: { from: -8, level: 0.95 } })
    .series('shop-db', 'request_rate', { normal: 240 });
};

describe('a full pool of a caller', () => {
  test('is no shortage of the caller where what it calls takes longer', () => {
    expect(saidOf('orders', slowDatabase())).toEqual([]);
  });

  test('leaves a shortage of the caller’s own to be told', () => {
    const short = slowDatabase().infra('oom_killed', 'orders', 'orders-1', -7);
    expect(saidOf('orders', short)).toEqual(['resource_saturation']);
  });

  test('is its shortage where what it calls is as quick as ever', () => {
    const telemetry = new Telemetry(52, ['orders'])
      .service('orders', slow)
      .series('orders', 'saturation', { normal: 0.1, turns: { from: -8, level: 1 } })
      .logs('orders', [waits])
      .calls('orders', 'shop-db')
      .series('shop-db', 'latency_mean', { normal: 0.01 })
      .series('shop-db', 'request_rate', { normal: 240 });
    expect(saidOf('orders', telemetry)).toEqual(['resource_saturation']);
  });
});
