import type { LogDigest, LogLine, MetricSeries, Observations, Point } from '@incidentfox/incident';
import { syntheticChanges } from './synthetic-changes.ts';

export interface Size {
  series: number;
  points: number;
  logLines: number;
  /** Changes with a diff each, of the affected service and those after it. None when left out. */
  diffs?: number;
}

const STEP_MS = 60_000;
const START = Date.UTC(2026, 0, 1);
const FAULT_STEPS = 8;
const SERIES_PER_SERVICE = 5;
const signals = ['cpu', 'memory', 'latency_p95', 'request_rate', 'error_ratio'] as const;
const units = { cpu: 'ratio', memory: 'By', latency_p95: 's', request_rate: '1/s', error_ratio: 'ratio' } as const;

/** A made-up system of any size in which one service runs out of CPU; the same size gives the same system. */
export function syntheticSystem({ series: count, points, logLines, diffs = 0 }: Size): Observations {
  const next = chance(count * 31 + points);
  const services = Array.from({ length: Math.ceil(count / SERIES_PER_SERVICE) }, (_, i) => `service-${i}`);
  const culprit = Math.floor(services.length / 2);
  const alarmAt = START + (points - FAULT_STEPS) * STEP_MS;
  const window = { from: alarmAt - 30 * 60_000, to: START + points * STEP_MS };
  const series = Array.from({ length: count }, (_, i): MetricSeries => {
    const service = Math.floor(i / SERIES_PER_SERVICE);
    const signal = signals[i % SERIES_PER_SERVICE] ?? 'cpu';
    const level = service === culprit && (signal === 'cpu' || signal === 'latency_p95') ? 4 : 1;
    return {
      service: services[service] ?? 'service-0',
      signal,
      name: signal,
      unit: units[signal],
      labels: {},
      stepMs: STEP_MS,
      points: Array.from({ length: points }, (__, p): Point => {
        const at = START + p * STEP_MS;
        return [at, 0.2 * (at >= alarmAt ? level : 1) * (1 + 0.1 * (next() - 0.5))];
      }),
    };
  });
  return {
    window,
    alarmAt,
    affected: [services[0] ?? 'service-0'],
    series,
    logs: digests(services, logLines, alarmAt, window.to, next),
    edges: services.slice(1).map((to, i) => ({ from: services[i >> 1] ?? to, to, foundBy: 'trace' })),
    changes: syntheticChanges(services, diffs, alarmAt, next),
    changeHistories: [],
    alerts: [],
    infra: [],
    errors: [],
    gaps: [],
    answered: [{ questionId: 'q1', capability: 'metrics', service: null, source: 'synthetic', items: count }],
  };
}

const statements = [
  (n: number) => `request ${n} handled in ${n % 97} ms`,
  (n: number) => `cache miss for key user:${n}`,
  (n: number) => `GET /items/${n}?page=${n % 9} 200`,
  (n: number) => `connection from 10.0.${n % 255}.${(n * 7) % 255} accepted`,
  (n: number) => `order ${n.toString(16)}-${(n * 13).toString(16)} stored`,
];

function digests(
  services: readonly string[],
  total: number,
  alarmAt: number,
  to: number,
  next: () => number,
): LogDigest[] {
  const each = Math.ceil(total / services.length);
  const before = { from: alarmAt - 30 * 60_000, to: alarmAt };
  const line =
    (from: number, until: number) =>
    (_: unknown, i: number): LogLine => ({
      at: Math.floor(from + next() * (until - from)),
      level: 'INFO',
      message: statements[i % statements.length]?.(Math.floor(next() * 1e6)) ?? '',
    });
  const byTime = (a: LogLine, b: LogLine) => a.at - b.at;
  return total === 0
    ? []
    : services.map((service) => {
        const lines = Array.from({ length: Math.ceil(each / 2) }, line(alarmAt, to)).sort(byTime);
        const baselineLines = Array.from({ length: Math.floor(each / 2) }, line(before.from, before.to)).sort(byTime);
        return {
          service,
          level: 'all',
          window: { from: alarmAt, to },
          total: lines.length,
          baselines: [{ window: before, total: baselineLines.length }],
          buckets: [],
          lines,
          baselineLines,
        };
      });
}

/** A small linear congruential generator: numbers in 0..1, the same for the same seed. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
