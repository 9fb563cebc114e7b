import type { LogDigest } from '@incidentfox/incident';
import { type QuestionRun, spanOf } from '../../answering/index.ts';
import type { SweepQuestion } from '../../data-source.ts';
import { bucketsIn } from '../../limits.ts';
import { pickLabel } from '../../service-identity/pick-label.ts';
import type { LokiDeps } from '../deps.ts';
import { minBucketMs } from '../limits.ts';
import { defaultServiceLabels, placeStreams } from '../pick-streams.ts';
import { looksBad, quoted, streamsOf } from '../queries.ts';
import { toSweptDigests } from './to-swept-digests.ts';

/** Error lines of every service, counted by the server in one query. */
export async function sweepLogs(source: LokiDeps, question: SweepQuestion, run: QuestionRun): Promise<LogDigest[]> {
  const span = spanOf(question);
  const present = new Set(await source.client.labels(span, run));
  const usual = (source.serviceLabels ?? defaultServiceLabels).filter((label) => present.has(label));
  const candidates = await Promise.all(
    usual.map(async (label) => ({ label, values: await source.client.labelValues(label, span, run) })),
  );
  const label = pickLabel(candidates, question.names);
  if (label === null) return [];
  const stepMs = Math.max(
    minBucketMs,
    Math.ceil((question.window.to - question.window.from) / bucketsIn(question.window) / 1000) * 1000,
  );
  const every = [`${label}=~${quoted('.+')}`, ...source.matchers];
  const at = { wanted: question.place, own: new Set<string>(), present, span, matchers: every };
  const placed = await placeStreams(source, at, run);
  if (placed.matchers === null) return [];
  const streams = streamsOf([...every, ...placed.matchers]);
  const lines = `${looksBad(streams, source.errorWords)} [${Math.round(stepMs / 1000)}s]`;
  const query = `sum by (${label}) (count_over_time(${lines}))`;
  run.query(query);
  const counts = await source.client.counts(query, { from: span.from + stepMs, to: span.to }, stepMs, run);
  return toSweptDigests(counts, { label, window: question.window, before: question.baselines.before, stepMs });
}
