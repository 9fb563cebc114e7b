import type { CaseSeries } from '../cases/rca-case.ts';
import { bell } from './bell.ts';
import type { SimulatedService } from './call-tree.ts';
import type { Health } from './faults.ts';
import type { State } from './propagate.ts';

/** Turns what goes on into noisy series, as a scraper sees it. */
export class Scraper {
  readonly series: CaseSeries[] = [];
  readonly #services: readonly SimulatedService[];
  readonly #stepS: number;
  readonly #startS: number;
  readonly #held: number[][];
  readonly #values = new Map<string, { t: number[]; v: (number | null)[] }>();

  constructor(services: readonly SimulatedService[], { startS, stepS }: { startS: number; stepS: number }) {
    this.#startS = startS;
    this.#stepS = stepS;
    this.#services = services;
    this.#held = services.map(() => []);
  }

  record(at: number, state: readonly State[], health: readonly Health[], next: () => number): void {
    for (const [i, service] of this.#services.entries()) {
      const isScraped = (at + service.phaseS) % service.scrapeS < this.#stepS || this.#held[i]?.length === 0;
      if (isScraped) this.#held[i] = scrape(at, service, state[i] as State, health[i] as Health, next);
      for (const [m, metric] of metricNames.entries())
        this.#push(service.name, metric, this.#startS + at, next() < 0.002 ? null : (this.#held[i]?.[m] ?? null));
    }
  }

  #push(service: string, metric: string, t: number, v: number | null): void {
    const key = JSON.stringify([service, metric]);
    let points = this.#values.get(key);
    if (points === undefined) {
      points = { t: [], v: [] };
      this.#values.set(key, points);
      this.series.push({ service, metric, ...points });
    }
    points.t.push(t);
    points.v.push(v);
  }
}

const metricNames = ['cpu', 'mem', 'diskio', 'latency-50', 'latency-90', 'workload', 'error'] as const;

/** In the order of `metricNames`. */
function scrape(at: number, service: SimulatedService, state: State, health: Health, next: () => number): number[] {
  const { requests, latencyS, tailS, failing } = state;
  const spike = next() < 0.02 ? 1 + 2 * next() : 1;
  const sawtooth = 0.02 * ((at / (120 + service.phaseS)) % 1);
  return [
    Math.max(0, requests * service.cpuPerRequest * (1 + 0.15 * bell(next)) + health.cpu + 0.05 * next()),
    service.memory * (1 + 0.01 * bell(next) + sawtooth + health.memory),
    Math.max(0, 2e4 * (1 + 0.5 * bell(next)) + (next() < 0.03 ? 2e5 * next() : 0) + health.diskBytes),
    latencyS * (1 + 0.08 * bell(next)),
    tailS * Math.exp(0.15 * bell(next)) * spike,
    requests * (1 + 0.08 * bell(next)),
    Math.max(0, requests * (failing + (next() < 0.01 ? 0.01 * next() : 0)) * (1 + 0.2 * bell(next))),
  ];
}
