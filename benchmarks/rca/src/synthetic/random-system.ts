import type { LoadedCase } from '../cases/case-file.ts';
import type { CaseSeries } from '../cases/rca-case.ts';
import { bell } from './bell.ts';
import { callTree, type SimulatedService } from './call-tree.ts';
import { type FaultKind, healthOf } from './faults.ts';
import { propagate } from './propagate.ts';
import { Scraper } from './scraper.ts';
import { chance } from './synthetic-system.ts';

/** What is known of a made-up system beside its metrics. */
export interface Known {
  stepS: number;
  beforeS: number;
  afterS: number;
  /** Whether the case tells who calls whom, and which service the alarm was for. */
  topology: boolean;
}

export interface SyntheticSystem {
  loaded: LoadedCase;
  /** Null when nothing is wrong. */
  truth: { service: string; kind: FaultKind } | null;
}

const START_S = 1_700_000_000;
const kinds: readonly (FaultKind | null)[] = ['cpu', 'memory', 'disk', 'delay', 'loss', 'error', null];

/**
 * A system made by chance, with one fault or none: callers are slow and failing because what they call is, load follows
 * latency as users wait, and every metric is noisy and scraped now and then. The same seed gives the same system.
 */
export function randomSystem(seed: number, known: Known): SyntheticSystem {
  const next = chance(seed * 7919 + 101);
  for (let i = 0; i < 20; i += 1) next();
  const services = callTree(next);
  const kind = kinds[seed % kinds.length] ?? null;
  const culprit = kind === null ? -1 : 1 + Math.floor(next() * (services.length - 1));
  const size = 0.3 + next();
  const scraper = new Scraper(services, { startS: START_S, stepS: known.stepS });
  const users = 20 + 150 * next();
  let [drift, wait] = [0, 0.05];
  const own = services.map(() => 0);
  for (let at = 0; at < known.beforeS + known.afterS; at += known.stepS) {
    drift = 0.97 * drift + 0.06 * bell(next);
    for (let i = 0; i < own.length; i += 1) own[i] = 0.9 * (own[i] ?? 0) + 0.1 * bell(next);
    const sinceS = kind === null ? -1 : at - known.beforeS;
    const health = services.map((_, i) => healthOf(i === culprit ? kind : null, sinceS, size));
    const state = propagate(services, (users / (1.5 + wait)) * Math.exp(0.1 * drift), own, health);
    wait = 0.8 * wait + 0.2 * (state[0]?.latencyS ?? 0);
    scraper.record(at, state, health, next);
  }
  const truth = kind === null ? null : { service: services[culprit]?.name ?? '', kind };
  return { loaded: toCase(seed, services, scraper.series, known), truth };
}

function toCase(
  seed: number,
  services: readonly SimulatedService[],
  metrics: readonly CaseSeries[],
  known: Known,
): LoadedCase {
  const calls = services.flatMap(({ name, calls: to }) =>
    to.map(({ callee }) => [name, services[callee]?.name ?? ''] as const),
  );
  return {
    set: 'random',
    baseline: [],
    logs: [],
    normalLogs: [],
    record: {
      id: `random-${seed}`,
      dataset: 'random',
      anomaly_time: START_S + known.beforeS,
      window: { from: START_S, to: START_S + known.beforeS + known.afterS },
      target: known.topology ? { service: 'front', metric: 'latency-90' } : null,
      graph: known.topology ? calls : null,
      step_s: known.stepS,
      metrics,
    },
  };
}
