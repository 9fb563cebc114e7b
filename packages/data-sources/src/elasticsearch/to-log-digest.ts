import type { Baselines, LogDigest, LogLine, Window } from '@incidentfox/incident';
import { maxMessageLength } from '../limits.ts';
import type { LogFields } from './queries.ts';
import type { Hit, SearchResponse } from './responses.schema.ts';

/** Counts and samples as one digest. `earlier` is undefined when the week before could not be counted. */
export function toLogDigest(
  question: { service: string; level: LogDigest['level']; window: Window; baselines: Baselines; fields: LogFields },
  answers: {
    counts: SearchResponse;
    earlier: SearchResponse | undefined;
    sample: SearchResponse | undefined;
    baselineSample: SearchResponse | undefined;
  },
): LogDigest {
  const { window, baselines, fields } = question;
  const counted = (response: SearchResponse | undefined, name: string) =>
    response?.aggregations?.per_window?.buckets[name]?.doc_count;
  const earlier = counted(answers.earlier, 'weekEarlier');
  return {
    service: question.service,
    level: question.level,
    window,
    total: counted(answers.counts, 'window') ?? 0,
    baselines: [
      { window: baselines.before, total: counted(answers.counts, 'before') ?? 0 },
      ...(earlier === undefined ? [] : [{ window: baselines.weekEarlier, total: earlier }]),
    ],
    buckets: (answers.counts.aggregations?.per_bucket?.buckets.items ?? []).map(
      ({ key, doc_count }) => [key, doc_count] as const,
    ),
    lines: toLines(answers.sample, fields),
    baselineLines: toLines(answers.baselineSample, fields),
  };
}

function toLines(response: SearchResponse | undefined, fields: LogFields): LogLine[] {
  const lines = (response?.hits.hits.items ?? []).map((hit) => toLine(hit, fields));
  return lines.filter((line) => line !== undefined).sort((a, b) => a.at - b.at);
}

function toLine({ fields: values }: Hit, fields: LogFields): LogLine | undefined {
  const first = (name: string): string | undefined => {
    const value = values[name]?.[0];
    return value === undefined || value === null || value === '' ? undefined : String(value);
  };
  const at = Number(first(fields.timestamp));
  const level = fields.level.map(first).find((value) => value !== undefined);
  const host = first(fields.host);
  const traceId = first(fields.traceId);
  if (!Number.isFinite(at)) return undefined;
  return {
    at,
    message: (first(fields.message) ?? '').slice(0, maxMessageLength),
    ...(level === undefined ? {} : { level }),
    ...(host === undefined ? {} : { host }),
    ...(traceId === undefined ? {} : { traceId }),
  };
}
