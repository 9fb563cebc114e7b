import type { LogDigest, Window } from '@incidentfox/incident';
import { namesOf, type QuestionRun, spanOf } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import { bucketsIn } from '../limits.ts';
import type { ElasticsearchClient } from './client.ts';
import { baselineSampleLines, minBucketMs, sampleLines } from './limits.ts';
import { pickPlace } from './pick-place.ts';
import { type Clause, countSearch, errorsOnly, fixedTerms, type LogFields, lineSearch, ofService } from './queries.ts';
import type { ElasticsearchSettings } from './settings.ts';
import { toLogDigest } from './to-log-digest.ts';

/** What one question about logs works with. */
export interface LogDeps {
  readonly kind: string;
  readonly client: ElasticsearchClient;
  readonly settings: Pick<ElasticsearchSettings, 'error_levels' | 'filters' | 'timeout_seconds' | 'index_pattern'>;
  readonly fields: LogFields;
}

/** Two digests: every line, and the lines that look like errors. Counted by the server, with samples of window and baseline. */
export async function askLogs(deps: LogDeps, question: Question, run: QuestionRun): Promise<LogDigest[]> {
  const { fields, settings } = deps;
  const of = [ofService(fields, namesOf(question.service, deps.kind)), ...fixedTerms(settings.filters)];
  const place = await pickPlace({ client: deps.client, fields, timeout: timeoutOf(settings) }, question, run, of);
  if (place === null) return [];
  const ours = [...of, ...place];
  const digests = await Promise.all([
    askDigest(deps, question, run, {
      level: 'error',
      filter: [...ours, errorsOnly(fields, settings.error_levels)],
    }),
    askDigest(deps, question, run, { level: 'all', filter: ours }),
  ]);
  const hasLines = ({ total, baselines }: LogDigest) => total > 0 || baselines.some((baseline) => baseline.total > 0);
  return digests.filter((digest) => digest !== undefined).filter(hasLines);
}

/** A little less than a request may take, so that the server gives what it has. */
const timeoutOf = ({ timeout_seconds }: LogDeps['settings']): string =>
  `${Math.max(1, Math.floor(timeout_seconds * 800))}ms`;

async function askDigest(
  { client, fields, settings }: LogDeps,
  question: Question,
  run: QuestionRun,
  { level, filter }: { level: LogDigest['level']; filter: readonly Clause[] },
): Promise<LogDigest | undefined> {
  const { window, baselines } = question;
  const timeout = timeoutOf(settings);
  const stepMs = Math.max(minBucketMs, Math.ceil((window.to - window.from) / bucketsIn(window) / 1000) * 1000);
  const search = countSearch(fields, filter, {
    span: spanOf(question),
    windows: { window, before: baselines.before },
    stepMs,
    timeout,
  });
  run.query(`POST /${settings.index_pattern}/_search ${JSON.stringify(search)}`);
  const lines = (of: Window, size: number) =>
    run.part(`sample of ${level} lines`, () =>
      client.search(lineSearch(fields, filter, { window: of, size, timeout }), run),
    );
  const [counts, earlier, sample, baselineSample] = await Promise.all([
    run.part(`count of ${level} lines`, () => client.search(search, run)),
    askWeekEarlier(
      client,
      run,
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
    { service: question.service.name, level, window, baselines, fields },
    { counts, earlier, sample, baselineSample },
  );
}

/** Indices of a week ago may be gone: their absence is a warning, no loss of the question. */
async function askWeekEarlier(client: ElasticsearchClient, run: QuestionRun, search: object) {
  return client.search(search, run).catch(() => {
    run.warn('the week before could not be counted');
    return undefined;
  });
}
