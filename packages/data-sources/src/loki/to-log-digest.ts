import { dimensionLabels, type LogDigest, type LogLine, type Window } from '@incidentfox/incident';
import { maxMessageLength } from '../limits.ts';
import { maxFieldLength } from './limits.ts';
import type { CountSeries, Stream } from './responses.schema.ts';

export interface DigestQuestion {
  readonly service: string;
  readonly level: LogDigest['level'];
  readonly window: Window;
  readonly before: Window;
  readonly weekEarlier: Window;
  readonly stepMs: number;
}

/** Counts and samples as one digest. `earlier` is undefined when the server did not answer for the week before. */
export function toLogDigest(
  question: DigestQuestion,
  answers: {
    now: readonly CountSeries[];
    earlier: readonly CountSeries[] | undefined;
    sample: readonly Stream[] | undefined;
    baselineSample: readonly Stream[] | undefined;
  },
): LogDigest {
  const buckets = toBuckets(answers.now, question.stepMs);
  const countIn = ({ from, to }: Window, of: readonly (readonly [number, number])[]) =>
    // A bucket belongs to the window that holds its middle, so that none counts twice.
    of
      .filter(([at]) => at + question.stepMs / 2 >= from && at + question.stepMs / 2 < to)
      .reduce((sum, [, count]) => sum + count, 0);
  const baselines = [{ window: question.before, total: countIn(question.before, buckets) }];
  if (answers.earlier !== undefined) {
    baselines.push({
      window: question.weekEarlier,
      total: countIn(question.weekEarlier, toBuckets(answers.earlier, question.stepMs)),
    });
  }
  return {
    service: question.service,
    level: question.level,
    window: question.window,
    total: countIn(question.window, buckets),
    baselines,
    buckets,
    lines: toLines(answers.sample ?? []),
    baselineLines: toLines(answers.baselineSample ?? []),
  };
}

/** The value at t counts the step before t, so its bucket starts one step earlier. */
function toBuckets(series: readonly CountSeries[], stepMs: number): [number, number][] {
  const sums = new Map<number, number>();
  for (const [seconds, count] of series.flatMap((one) => one.values.items)) {
    const at = Math.round(seconds * 1000) - stepMs;
    sums.set(at, (sums.get(at) ?? 0) + count);
  }
  return [...sums].sort(([a], [b]) => a - b);
}

function toLines(streams: readonly Stream[]): LogLine[] {
  return streams
    .flatMap(({ stream, values }) =>
      values.items.map(([at, text, metadata]) => toLine(at, text, { ...stream, ...labelsIn(metadata) })),
    )
    .sort((a, b) => a.at - b.at);
}

const labelsIn = (metadata: unknown): Record<string, unknown> =>
  typeof metadata === 'object' && metadata !== null ? { ...metadata } : {};

/** Labels that tell of the request: version, zone, route, ... The pod is the line's host already. */
function fieldsOf(labels: Record<string, unknown>): Pick<LogLine, 'fields'> {
  const known = dimensionLabels(Object.keys(labels)).filter(({ dimension }) => dimension !== 'pod');
  const fields = known.flatMap(({ label }) => {
    const value = labels[label];
    return typeof value === 'string' && value !== '' ? [[label, value.slice(0, maxFieldLength)] as const] : [];
  });
  return fields.length === 0 ? {} : { fields: Object.fromEntries(fields) };
}

function toLine(at: number, text: string, labels: Record<string, unknown>): LogLine {
  const first = (...names: string[]) =>
    names.map((name) => labels[name]).find((value) => typeof value === 'string' && value !== '') as string | undefined;
  const level = first('detected_level', 'level', 'severity', 'severity_text');
  const host = first('pod', 'k8s_pod_name', 'host', 'hostname', 'instance');
  const traceId =
    first('trace_id', 'traceid', 'traceID') ?? /trace_?id["']?\s*[=:]\s*["']?([0-9a-f]{16,32})\b/i.exec(text)?.[1];
  return {
    at,
    message: text.slice(0, maxMessageLength),
    ...(level === undefined ? {} : { level }),
    ...(host === undefined ? {} : { host }),
    ...(traceId === undefined ? {} : { traceId }),
    ...fieldsOf(labels),
  };
}
