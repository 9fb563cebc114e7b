import type { LogDigest, Window } from '@incidentfox/incident';
import type { Ask } from '../data-source.ts';
import { type Asking, namesOf, spanOf } from '../execution/index.ts';
import type { ElasticsearchClient } from './client.ts';
import { type Clause, countSearch, errorsOnly, fixedTerms, type LogFields, lineSearch, ofService } from './queries.ts';
import type { ElasticsearchSettings } from './settings.ts';
import { toLogDigest } from './to-log-digest.ts';

const bucketsPerWindow = 60;
const shortestBucketMs = 10_000;
const sampleLines = 200;
const baselineSampleLines = 100;

/** What one question about logs works with. */
export interface LogQuestion {
  readonly kind: string;
  readonly client: ElasticsearchClient;
  readonly settings: Pick<ElasticsearchSettings, 'error_levels' | 'filters' | 'timeout_seconds' | 'index_pattern'>;
  readonly fields: LogFields;
}

/** Two digests: every line, and the lines that look like errors. Counted by the server, with samples of window and baseline. */
export async function askLogs(question: LogQuestion, ask: Ask, asking: Asking): Promise<LogDigest[]> {
  const { fields, settings } = question;
  const ours = [ofService(fields, namesOf(ask.service, question.kind)), ...fixedTerms(settings.filters)];
  const digests = await Promise.all([
    askDigest(question, ask, asking, { level: 'error', filter: [...ours, errorsOnly(fields, settings.error_levels)] }),
    askDigest(question, ask, asking, { level: 'all', filter: ours }),
  ]);
  const hasLines = ({ total, baselines }: LogDigest) => total > 0 || baselines.some((baseline) => baseline.total > 0);
  return digests.filter((digest) => digest !== undefined).filter(hasLines);
}

async function askDigest(
  { client, fields, settings }: LogQuestion,
  ask: Ask,
  asking: Asking,
  { level, filter }: { level: LogDigest['level']; filter: readonly Clause[] },
): Promise<LogDigest | undefined> {
  const { window, baselines } = ask;
  const timeout = `${Math.max(1, Math.floor(settings.timeout_seconds * 800))}ms`;
  const stepMs = Math.max(shortestBucketMs, Math.ceil((window.to - window.from) / bucketsPerWindow / 1000) * 1000);
  const search = countSearch(fields, filter, {
    span: spanOf(ask),
    windows: { window, before: baselines.before },
    stepMs,
    timeout,
  });
  asking.query(`POST /${settings.index_pattern}/_search ${JSON.stringify(search)}`);
  const lines = (of: Window, size: number) =>
    asking.part(`sample of ${level} lines`, () =>
      client.search(lineSearch(fields, filter, { window: of, size, timeout }), asking),
    );
  const [counts, earlier, sample, baselineSample] = await Promise.all([
    asking.part(`count of ${level} lines`, () => client.search(search, asking)),
    askWeekEarlier(
      client,
      asking,
      countSearch(fields, filter, {
        span: baselines.weekEarlier,
        windows: { weekEarlier: baselines.weekEarlier },
        stepMs,
        timeout,
      }),
    ),
    lines(window, sampleLines),
    lines(baselines.before, baselineSampleLines),
  ]);
  if (counts === undefined) return undefined;
  return toLogDigest(
    { service: ask.service.name, level, window, baselines, fields },
    { counts, earlier, sample, baselineSample },
  );
}

/** Indices of a week ago may be gone: their absence is a warning, no loss of the question. */
async function askWeekEarlier(client: ElasticsearchClient, asking: Asking, search: object) {
  return client.search(search, asking).catch(() => {
    asking.warn('the week before could not be counted');
    return undefined;
  });
}
