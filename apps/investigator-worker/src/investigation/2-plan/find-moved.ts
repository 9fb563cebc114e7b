import type { LogDigest, MetricSeries, Point, Signal, Window } from '@incidentfox/incident';

/** A service that the sweep shows away from its normal, in the time that matters. */
export interface Moved {
  readonly service: string;
  /** 0..1: how far errors, latency, traffic or error lines left their normal. */
  readonly loudness: number;
  /** Far enough to be told of even where nothing connects the service with the incident. */
  readonly isLoud: boolean;
  /** Epoch ms. */
  readonly startedAt: number;
}

interface Times {
  readonly window: Window;
  readonly alarmAt: number;
}

const minute = 60_000;
/** Trouble that ended longer before the alarm, or began later after it, is another. */
const maxBeforeAlarm = 15 * minute;
const maxAfterAlarm = 2 * minute;
/** Failures in the worst five minutes, and lines in the window: fewer happen by chance. */
const minFailures = 5;
const minLines = 10;

/** What moved, loudest first. A first look at coarse counts: it chooses whom to ask and decides nothing. */
export function findMoved(series: readonly MetricSeries[], digests: readonly LogDigest[], times: Times): Moved[] {
  const moves = [
    ...series.map((one) => moveOf(one, rateOf(one.service, series), times)),
    ...digests.map((digest) => lineMove(digest, times)),
  ].filter((one) => one !== null);
  const loudest = new Map<string, Moved>();
  for (const move of moves) {
    const before = loudest.get(move.service);
    const isLoud = move.isLoud || before?.isLoud === true;
    loudest.set(move.service, {
      ...(before !== undefined && before.loudness >= move.loudness ? before : move),
      isLoud,
    });
  }
  return [...loudest.values()].sort(
    (a, b) => b.loudness - a.loudness || a.startedAt - b.startedAt || (a.service < b.service ? -1 : 1),
  );
}

/** How far a level is from normal, 0..1, or null when that is nothing; `isLoud` as in {@link Moved}. */
type Judge = (
  level: number,
  normal: number,
  noise: number,
  rate: number,
) => { loudness: number; isLoud: boolean } | null;

const judges: Partial<Record<Signal, Judge>> = {
  error_ratio: (level, normal, noise, rate) => {
    const rise = level - normal;
    if (rise < Math.max(0.01, 4 * noise) || rise * rate * 300 < minFailures) return null;
    return { loudness: Math.min(1, 0.3 + 3 * rise), isLoud: rise >= 0.05 };
  },
  latency_p95: slower,
  latency_mean: slower,
  request_rate: (level, normal, noise) => {
    const isMoved =
      normal > 0.2 && Math.abs(level - normal) > 5 * noise && (level > 2.5 * normal || level < 0.4 * normal);
    return isMoved ? { loudness: 0.4, isLoud: false } : null;
  },
  queue_age: (level, normal) => {
    if (level < Math.max(20, 3 * normal)) return null;
    return { loudness: Math.min(1, Math.log2(level / 10) / 6), isLoud: level >= 120 };
  },
  queue_length: (level, normal) =>
    level >= Math.max(50, 5 * normal) ? { loudness: 0.5, isLoud: level >= Math.max(500, 20 * normal) } : null,
  miss_ratio: (level, normal, noise) => {
    const rise = level - normal;
    return rise < Math.max(0.1, 4 * noise) ? null : { loudness: Math.min(1, 0.4 + rise), isLoud: rise >= 0.3 };
  },
  availability: (level, normal) => (normal > 0.9 && level < 0.5 ? { loudness: 1, isLoud: true } : null),
};

function slower(level: number, normal: number, noise: number, rate: number): ReturnType<Judge> {
  if (normal <= 0 || rate < 0.05 || level < 1.5 * normal || level - normal < Math.max(0.02, 4 * noise)) return null;
  return { loudness: Math.min(1, Math.log2(level / normal) / 3), isLoud: level >= 3 * normal };
}

function moveOf({ service, signal, points }: MetricSeries, rate: number, times: Times): Moved | null {
  const judge = judges[signal];
  const normalValues = valuesIn(points, { from: Number.NEGATIVE_INFINITY, to: times.window.from });
  const recent = smoothed(points.filter(([at, value]) => at >= times.window.from && value !== null));
  if (judge === undefined || normalValues.length < 5 || recent.length === 0) return null;
  const normal = median(normalValues);
  const noise = 1.48 * median(normalValues.map((value) => Math.abs(value - normal)));
  const [, extreme] = recent.reduce((far, one) => (Math.abs(one[1] - normal) > Math.abs(far[1] - normal) ? one : far));
  const judged = judge(extreme, normal, noise, rate);
  if (judged === null) return null;
  const half = (extreme - normal) / 2;
  const away = recent.filter(([, value]) => (half > 0 ? value - normal >= half : value - normal <= half));
  return inTime(away, times) ? { service, ...judged, startedAt: away[0]?.[0] ?? times.window.from } : null;
}

/** Lines that look like errors, a minute, against before. */
function lineMove({ service, window, total, baselines, buckets }: LogDigest, times: Times): Moved | null {
  const perMinute = (count: number, { from, to }: Window) => (count * minute) / Math.max(minute, to - from);
  const before = baselines[0] === undefined ? 0 : perMinute(baselines[0].total, baselines[0].window);
  const factor = perMinute(total, window) / (before + 0.2);
  if (total < minLines || factor < 3) return null;
  const busy = buckets.filter(([at, count]) => at >= window.from && count > 0);
  const most = Math.max(...busy.map(([, count]) => count));
  const away = busy.filter(([, count]) => count >= most / 2);
  if (!inTime(away, times)) return null;
  return {
    service,
    loudness: Math.min(0.8, Math.log10(factor) / 2),
    isLoud: factor >= 10,
    startedAt: away[0]?.[0] ?? window.from,
  };
}

function inTime(away: readonly (readonly [number, number])[], { alarmAt }: Times): boolean {
  const [first, last] = [away[0], away.at(-1)];
  return (
    first !== undefined &&
    last !== undefined &&
    first[0] <= alarmAt + maxAfterAlarm &&
    last[0] >= alarmAt - maxBeforeAlarm
  );
}

/** Each value with its neighbours' mean, so that one odd scrape is no move. */
function smoothed(points: readonly Point[]): [number, number][] {
  return points.map(([at], i) => {
    const around = points.slice(Math.max(0, i - 1), i + 2).map(([, value]) => value ?? 0);
    return [at, around.reduce((sum, value) => sum + value, 0) / around.length];
  });
}

function rateOf(service: string, series: readonly MetricSeries[]): number {
  const rates = series.find((one) => one.service === service && one.signal === 'request_rate');
  return rates === undefined ? 1 : median(valuesIn(rates.points, { from: Number.NEGATIVE_INFINITY, to: Infinity }));
}

const valuesIn = (points: readonly Point[], { from, to }: Window): number[] =>
  points.flatMap(([at, value]) => (value !== null && at >= from && at < to ? [value] : []));

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
