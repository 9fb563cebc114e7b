import { hashOf, noiseAt, poisson } from '../shop/random.ts';
import { bounds, type Latency, meanOf, sharesWithin } from './latency.ts';

/** What one process (or one edge of the call graph) counts about its requests. */
export interface TrafficShape {
  /** Words that make its noise its own. */
  readonly seed: string;
  /** Epoch ms; no samples outside. */
  readonly from: number;
  readonly to: number;
  /** Moments from which counters begin at zero again, and how long there is no sample. */
  readonly restarts: readonly { readonly at: number; readonly silentMs: number }[];
  perSecond(at: number): number;
  errorRatio(at: number): number;
  latency(at: number): Latency;
}

/** Counters at each scrape: NaN where there was no scrape. All arrays run in step with the scrape times. */
export interface Counters {
  readonly ok: number[];
  readonly notFound: number[];
  readonly failed: number[];
  /** One array a bound of `bounds`, cumulative over bounds as Prometheus has them; the last is +Inf. */
  readonly buckets: number[][];
  readonly seconds: number[];
}

interface Running {
  ok: number;
  notFound: number;
  failed: number;
  buckets: number[];
  seconds: number;
}

const zero = (): Running => ({ ok: 0, notFound: 0, failed: 0, buckets: bounds.map(() => 0).concat(0), seconds: 0 });

/** Counts requests scrape by scrape, and goes on from where it stopped when there are more scrapes. */
export function countTraffic(shape: TrafficShape, times: () => readonly number[]): () => Counters {
  const counters: Counters = { ok: [], notFound: [], failed: [], buckets: zero().buckets.map(() => []), seconds: [] };
  const seed = hashOf(shape.seed);
  let running = zero();
  return () => {
    const moments = times();
    for (let i = counters.ok.length; i < moments.length; i++) {
      const at = moments[i] ?? 0;
      const before = Math.max(moments[i - 1] ?? at, shape.from);
      const restart = shape.restarts.find((candidate) => candidate.at > before && candidate.at <= at);
      if (restart) running = zero();
      const alive = at >= shape.from && at < shape.to;
      if (alive)
        addRequests(running, shape, { seed, index: i, at, seconds: Math.max(0, at - (restart?.at ?? before)) / 1000 });
      const silent = shape.restarts.some((candidate) => at >= candidate.at && at < candidate.at + candidate.silentMs);
      append(counters, alive && !silent ? running : null);
    }
    return counters;
  };
}

function addRequests(
  running: Running,
  shape: TrafficShape,
  moment: { seed: number; index: number; at: number; seconds: number },
): void {
  const noise = (salt: number) => noiseAt(moment.seed + salt, moment.index);
  const total = poisson(shape.perSecond(moment.at) * moment.seconds, noise(1), noise(2));
  const failed = Math.min(total, poisson(total * shape.errorRatio(moment.at), noise(3), noise(4)));
  const notFound = Math.min(total - failed, poisson((total - failed) * 0.01, noise(5), noise(6)));
  running.failed += failed;
  running.notFound += notFound;
  running.ok += total - failed - notFound;
  const latency = shape.latency(moment.at);
  const jitter = noise(7);
  const shares = sharesWithin(latency);
  shares.forEach((share, b) => {
    // The same jitter for every bound keeps the histogram cumulative.
    running.buckets[b] = (running.buckets[b] ?? 0) + Math.min(total, Math.floor(total * share + jitter));
  });
  running.buckets[bounds.length] = (running.buckets[bounds.length] ?? 0) + total;
  running.seconds += total * meanOf(latency) * (0.96 + 0.08 * noise(8));
}

function append(counters: Counters, running: Running | null): void {
  counters.ok.push(running?.ok ?? Number.NaN);
  counters.notFound.push(running?.notFound ?? Number.NaN);
  counters.failed.push(running?.failed ?? Number.NaN);
  counters.seconds.push(running?.seconds ?? Number.NaN);
  counters.buckets.forEach((bucket, b) => {
    bucket.push(running?.buckets[b] ?? Number.NaN);
  });
}
