import type { CaseSeries, RcaCase } from './rca-case.ts';

const MINUTE_S = 60;

/**
 * One line of a case file. Whatever a set does not have may be missing: graph, target, logs, traces, even metrics; step and window
 * are then read from the series. Points are put into the order of time.
 * @throws Error with the place when there is no id or no time of the anomaly, or the line is no JSON
 */
export function readCase(line: string, place: string): RcaCase {
  const given = parsed(line, place);
  const { id, anomaly_time: at } = given;
  if (typeof id !== 'string') throw new Error(`${place}: the case has no id`);
  if (typeof at !== 'number' || !Number.isFinite(at))
    throw new Error(`${place}: case ${id} has no anomaly_time (Unix seconds)`);
  const metrics = (given.metrics ?? []).map(inOrder);
  const traces = given.trace_metrics?.map(inOrder);
  return {
    ...given,
    id,
    anomaly_time: at,
    dataset: given.dataset ?? '',
    target: given.target ?? null,
    graph: given.graph ?? null,
    metrics,
    ...(traces && { trace_metrics: traces }),
    step_s: given.step_s ?? stepOf(metrics),
    window: given.window ?? windowOf([...metrics, ...(traces ?? [])], at),
  };
}

function parsed(line: string, place: string): Partial<RcaCase> {
  try {
    return JSON.parse(line) as Partial<RcaCase>;
  } catch (cause) {
    throw new Error(`${place}: this is not JSON`, { cause });
  }
}

function inOrder(series: CaseSeries): CaseSeries {
  const isOrdered = series.t.every((at, i) => i === 0 || at >= (series.t[i - 1] ?? 0));
  if (isOrdered) return series;
  const order = series.t.map((_, i) => i).sort((a, b) => (series.t[a] ?? 0) - (series.t[b] ?? 0));
  return { ...series, t: order.map((i) => series.t[i] ?? 0), v: order.map((i) => series.v[i] ?? null) };
}

/** The most frequent gap; a minute when no series has two points. */
function stepOf(metrics: readonly CaseSeries[]): number {
  const gaps = new Map<number, number>();
  for (const { t } of metrics.slice(0, 20))
    for (let i = 1; i < t.length; i += 1) {
      const gap = (t[i] ?? 0) - (t[i - 1] ?? 0);
      if (gap > 0) gaps.set(gap, (gaps.get(gap) ?? 0) + 1);
    }
  const [usual] = [...gaps].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return usual?.[0] ?? MINUTE_S;
}

function windowOf(series: readonly CaseSeries[], at: number): RcaCase['window'] {
  let [from, to] = [at, at + MINUTE_S];
  for (const { t } of series) {
    from = Math.min(from, t[0] ?? from);
    to = Math.max(to, t.at(-1) ?? to);
  }
  return { from, to };
}
