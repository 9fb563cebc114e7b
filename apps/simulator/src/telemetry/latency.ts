/** Upper bounds of the histogram, seconds, as the services declare them. */
export const bounds = [
  0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2.5, 5, 10, 20, 29, 30, 60,
] as const;

const zOf99 = 2.326;

/** How requests take their time: a log-normal body, and a share that hangs until a timeout of `slowSeconds`. */
export interface Latency {
  readonly median: number;
  readonly p99: number;
  /** Times the body. */
  readonly factor: number;
  readonly slowShare: number;
  readonly slowSeconds: number;
}

const remembered = new Map<string, readonly number[]>();

/** Share of requests that took at most each of `bounds`. Remembered: for hours on end nothing changes. */
export function sharesWithin(latency: Latency): readonly number[] {
  const { median, p99, factor, slowShare, slowSeconds } = latency;
  const key = `${median} ${p99} ${factor} ${slowShare} ${slowSeconds}`;
  const cached = remembered.get(key);
  if (cached) return cached;
  if (remembered.size > 1000) remembered.clear();
  const shares = bounds.map((bound) => shareWithin(bound, latency));
  remembered.set(key, shares);
  return shares;
}

/** Share of requests that took at most `seconds`. */
function shareWithin(seconds: number, latency: Latency): number {
  const sigma = Math.log(latency.p99 / latency.median) / zOf99;
  const body = normalCdf(Math.log(seconds / (latency.median * latency.factor)) / sigma);
  const from = latency.slowSeconds * 0.99;
  const slow = Math.min(1, Math.max(0, (seconds - from) / (latency.slowSeconds - from)));
  return body * (1 - latency.slowShare) + slow * latency.slowShare;
}

export function meanOf(latency: Latency): number {
  const sigma = Math.log(latency.p99 / latency.median) / zOf99;
  const body = latency.median * latency.factor * Math.exp((sigma * sigma) / 2);
  return body * (1 - latency.slowShare) + latency.slowSeconds * 0.995 * latency.slowShare;
}

/** Abramowitz and Stegun 7.1.26, good to 1.5e-7. */
function normalCdf(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const tail =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) *
    Math.exp(-x * x);
  return z >= 0 ? 1 - tail / 2 : tail / 2;
}
