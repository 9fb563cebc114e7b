import { diagnose } from '@incidentfox/analysis';
import { Telemetry } from './scenarios/telemetry.ts';

const firstOf = (telemetry: Telemetry) => diagnose(telemetry.done()).ranking[0]?.service;
/** A database is asked four times as much since the cache of its caller misses. */
const missing = (seed: number) =>
  new Telemetry(seed, ['catalogue'])
    .service('catalogue', { latency_mean: { normal: 0.05, turns: { from: -8, level: 0.5 } } })
    .calls('catalogue', 'items-db')
    .calls('catalogue', 'items-cache')
    .series('items-cache', 'miss_ratio', { normal: 0.1, turns: { from: -9, level: 0.8 } }, { unit: 'ratio' })
    .series('items-cache', 'request_rate', { normal: 500 })
    .series('items-db', 'request_rate', { normal: 100, turns: { from: -8, level: 400 } })
    .series('items-db', 'cpu', { normal: 0.5, turns: { from: -8, level: 3 } })
    .series('items-db', 'latency_mean', { normal: 0.005, turns: { from: -8, level: 0.3 } });

describe('a database that is asked for what a cache no longer answers', () => {
  test('suffers from the cache where that ran short itself', () => {
    const telemetry = missing(41).series('items-cache', 'memory', {
      normal: 3e8,
      noise: 0.01,
      turns: { from: -9, level: 9e8 },
    });
    expect(firstOf(telemetry)).toBe('items-cache');
  });

  test('suffers from the cache where that was started anew', () => {
    expect(firstOf(missing(44).infra('restart', 'items-cache', 'items-cache-0', -10))).toBe('items-cache');
  });

  test('suffers from the caller where that was deployed and the cache is sound', () => {
    const telemetry = missing(42).change({ service: 'catalogue', minutes: -9, version: 'v7', title: 'New keys' });
    expect(firstOf(telemetry)).toBe('catalogue');
  });

  test('is asked more by users, not by misses, where its caller is asked as much more', () => {
    const telemetry = new Telemetry(43, ['catalogue'])
      .service('catalogue', {
        latency_mean: { normal: 0.05, turns: { from: -8, level: 0.5 } },
        request_rate: { normal: 50, turns: { from: -8, level: 200 } },
      })
      .calls('catalogue', 'items-db')
      .series('items-db', 'request_rate', { normal: 100, turns: { from: -8, level: 400 } })
      .series('items-db', 'latency_mean', { normal: 0.005, turns: { from: -8, level: 0.3 } });
    expect(firstOf(telemetry)).not.toBe('items-cache');
  });
});
