import type { Edge, LogDigest, MetricSeries, Observations, Point } from '@incidentfox/incident';
import type { LoadedCase } from '../cases/case-file.ts';
import type { CaseSeries } from '../cases/rca-case.ts';
import { toLogDigests } from './to-log-digests.ts';
import { toSignal } from './to-signal.ts';

/** A case in our words, exactly as an investigation would have collected it. */
export function toObservations(loaded: LoadedCase, options: { alarmShiftMs?: number } = {}): Observations {
  const { record } = loaded;
  const alarmAt = record.anomaly_time * 1000 + (options.alarmShiftMs ?? 0);
  const window = { from: record.window.from * 1000, to: record.window.to * 1000 };
  const series = [
    ...withBaseline(loaded).map((one) => toSeries(one, record.step_s * 1000, record.target)),
    ...(record.trace_metrics ?? []).map((one) => toSeries(one, stepOf(one, record.step_s * 1000), record.target)),
  ];
  const edges: Edge[] = (record.graph ?? []).map(([from, to]) => ({ from, to, foundBy: 'trace' }));
  const logs: LogDigest[] = toLogDigests(loaded, alarmAt);
  return {
    window: { from: window.from, to: endOf(series, logs, window.to) },
    alarmAt,
    affected: record.target === null ? [] : [record.target.service],
    ...(record.target !== null && {
      target: { service: record.target.service, signal: toSignal(record.target.metric).signal },
    }),
    series,
    logs,
    edges,
    changes: [],
    changeHistories: [],
    alerts: [],
    infra: [],
    errors: [],
    gaps: [],
    answered: answered(series, logs, edges),
  };
}

/** Prepends the recorded normal operation, moved in time so that it ends right before the window. */
function withBaseline({ record, baseline }: LoadedCase): CaseSeries[] {
  const normal = new Map(baseline.map((one) => [`${one.service}\n${one.metric}`, one]));
  return record.metrics.map((one) => {
    const before = normal.get(`${one.service}\n${one.metric}`);
    const first = one.t[0];
    if (before === undefined || first === undefined) return one;
    const [from, to] = record.baseline_exclude ?? [1, 0];
    const kept = before.t.flatMap((at, i) => (at >= from && at <= to ? [] : [i]));
    const last = before.t[kept.at(-1) ?? 0] ?? 0;
    const move = first - record.step_s - last;
    return {
      ...one,
      t: [...kept.map((i) => (before.t[i] ?? 0) + move), ...one.t],
      v: [...kept.map((i) => before.v[i] ?? null), ...one.v],
    };
  });
}

function toSeries(one: CaseSeries, stepMs: number, target: LoadedCase['record']['target']): MetricSeries {
  const { signal, unit, scale, side, peer } = toSignal(one.metric);
  const perSecond = isCountPerStep(one.metric, signal) ? 1000 / stepMs : 1;
  const percent = signal === 'availability' && one.v.some((value) => value !== null && value > 1.5) ? 0.01 : 1;
  const points = one.t.map((at, i): Point => {
    const value = one.v[i] ?? null;
    return [at * 1000, value === null ? null : value * scale * percent * perSecond];
  });
  const service = target?.series_service === one.service ? target.service : one.service;
  // An edge seen at its source is the caller's series about the callee that the case names first.
  const isCallerSide = peer !== undefined && side === 'client';
  return {
    service: isCallerSide ? peer : service,
    signal,
    name: one.metric,
    unit,
    ...(peer !== undefined && { peer: isCallerSide ? service : peer }),
    ...(side !== undefined && { side }),
    labels: {},
    stepMs,
    points,
    questionId: 'metrics',
  };
}

/** A count per step (`requests_sum`, `trace_n`) is turned into a rate, so that it compares with other rates. */
function isCountPerStep(metric: string, signal: string): boolean {
  return (signal === 'request_rate' || signal === 'error_rate') && /(_|\b)(sum|count|n)$/i.test(metric);
}

function stepOf(one: CaseSeries, otherwise: number): number {
  const [first, second] = one.t;
  return first !== undefined && second !== undefined ? (second - first) * 1000 : otherwise;
}

/** Some sets end their window at the last sample; the engine's window is half open. */
function endOf(series: readonly MetricSeries[], logs: readonly LogDigest[], to: number): number {
  const last = series.reduce((latest, one) => Math.max(latest, one.points.at(-1)?.[0] ?? 0), to);
  return Math.max(last + 1, ...logs.map((digest) => digest.window.to));
}

function answered(
  series: readonly MetricSeries[],
  logs: readonly LogDigest[],
  edges: readonly Edge[],
): Observations['answered'] {
  const source = { service: null, source: 'case' };
  return [
    ...(series.length > 0 ? [{ questionId: 'metrics', capability: 'metrics', items: series.length, ...source }] : []),
    ...(logs.length > 0 ? [{ questionId: 'logs', capability: 'logs', items: logs.length, ...source }] : []),
    ...(edges.length > 0 ? [{ questionId: 'topology', capability: 'topology', items: edges.length, ...source }] : []),
  ];
}
