import type { LogDigest, Window } from '@incidentfox/incident';
import { namesOf, type QuestionRun, spanOf } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import { bucketsIn } from '../limits.ts';
import { drawDigest, type NewestLines, readNewest } from '../logs/index.ts';
import type { ElasticsearchClient } from './client.ts';
import { minBucketMs } from './limits.ts';
import { createLineReader } from './lines/read-lines.ts';
import { pickPlace } from './pick-place.ts';
import { type Clause, countSearch, fixedTerms, type LogFields, ofService } from './queries.ts';
import type { SearchResponse } from './responses.schema.ts';
import type { ElasticsearchSettings } from './settings.ts';
import { toErrorClause } from './to-error-clause.ts';

/** What one question about logs works with. */
export interface LogDeps {
  readonly kind: string;
  readonly client: ElasticsearchClient;
  readonly settings: Pick<ElasticsearchSettings, 'error_levels' | 'filters' | 'timeout_seconds' | 'index_pattern'>;
  readonly fields: LogFields;
}

/**
 * Two digests: every line, and the lines that are errors. Both counted by the server in one search, with lines drawn from window and
 * baseline.
 */
export async function askLogs(deps: LogDeps, question: Question, run: QuestionRun): Promise<LogDigest[]> {
  const { fields, settings } = deps;
  const of = [ofService(fields, namesOf(question.service, deps.kind)), ...fixedTerms(settings.filters)];
  const place = await pickPlace({ client: deps.client, fields, timeout: timeoutOf(settings) }, question, run, of);
  if (place === null) return [];
  const ours = [...of, ...place];
  const errors = toErrorClause(fields, settings.error_levels);
  const asked: Asked = { deps, question, run, errors, filter: ours };
  const [counted, ...digests] = await Promise.all([
    count(asked),
    readLines(asked, 'error', [...ours, errors]),
    readLines(asked, 'all', ours),
  ]);
  if (counted === undefined) return [];
  const errorsCounted = countsErrors(counted.now) ? counted : await count({ ...asked, filter: [...ours, errors] });
  const drawn = await Promise.all(
    digests.flatMap((lines) => {
      const own = lines.level === 'all' ? counted : errorsCounted;
      return own === undefined ? [] : [toDigest(asked, lines, own, own === counted ? lines.level : 'all')];
    }),
  );
  const hasLines = ({ total, baselines }: LogDigest) => total > 0 || baselines.some((baseline) => baseline.total > 0);
  return drawn.filter(hasLines);
}

/** A little less than a request may take, so that the server gives what it has. */
const timeoutOf = ({ timeout_seconds }: LogDeps['settings']): string =>
  `${Math.max(1, Math.floor(timeout_seconds * 800))}ms`;

interface Asked {
  readonly deps: LogDeps;
  readonly question: Question;
  readonly run: QuestionRun;
  readonly errors: Clause;
  /** The service's lines. */
  readonly filter: readonly Clause[];
}

const stepOf = (window: Window): number =>
  Math.max(minBucketMs, Math.ceil((window.to - window.from) / bucketsIn(window) / 1000) * 1000);

interface Counted {
  readonly now: SearchResponse;
  readonly earlier: SearchResponse | undefined;
}

/** A server that gives no counts within its buckets is asked for errors by themselves. */
const countsErrors = ({ aggregations }: SearchResponse): boolean =>
  Object.values(aggregations?.per_window?.buckets ?? {}).every(
    ({ doc_count, errors }) => doc_count === 0 || errors !== undefined,
  );

async function count({ deps, question, run, errors, filter }: Asked): Promise<Counted | undefined> {
  const { client, fields, settings } = deps;
  const { window, baselines } = question;
  const search = (span: Window, windows: Readonly<Record<string, Window>>) => {
    const body = countSearch(fields, filter, {
      span,
      windows,
      errors,
      stepMs: stepOf(window),
      timeout: timeoutOf(settings),
    });
    run.query(`POST /${settings.index_pattern}/_search ${JSON.stringify(body)}`);
    return client.search(body, run);
  };
  const [now, earlier] = await Promise.all([
    run.part('count of lines', () => search(spanOf(question), { window, before: baselines.before })),
    // Indices of a week ago may be gone: their absence is a warning, no loss of the question.
    search(baselines.weekEarlier, { weekEarlier: baselines.weekEarlier }).catch(() => {
      run.warn('the week before could not be counted');
      return undefined;
    }),
  ]);
  return now === undefined ? undefined : { now, earlier };
}

function readLines({ deps, question, run }: Asked, level: LogDigest['level'], filter: readonly Clause[]) {
  const reader = createLineReader(deps.client, { fields: deps.fields, filter, timeout: timeoutOf(deps.settings) }, run);
  return readNewest(reader, level, question, run);
}

/** Counts of the answers as the digest of one level has them; `counts` says which of theirs they are. */
function toDigest(
  { question, run }: Asked,
  lines: NewestLines,
  { now, earlier }: Counted,
  counts: LogDigest['level'],
): Promise<LogDigest> {
  const { window, baselines, service } = question;
  const countOf = (bucket: { doc_count: number; errors?: { doc_count: number } | undefined } | undefined) =>
    (counts === 'all' ? bucket?.doc_count : bucket?.errors?.doc_count) ?? 0;
  const counted = (response: SearchResponse, name: string) => countOf(response.aggregations?.per_window?.buckets[name]);
  const before = { window: baselines.before, total: counted(now, 'before') };
  const week = earlier === undefined ? [] : [{ window: baselines.weekEarlier, total: counted(earlier, 'weekEarlier') }];
  const digest = {
    service: service.name,
    window,
    stepMs: stepOf(window),
    total: counted(now, 'window'),
    baselines: [before, ...week],
    buckets: (now.aggregations?.per_bucket?.buckets.items ?? [])
      .map((bucket) => [bucket.key, countOf(bucket)] as const)
      .filter(([, lines]) => lines > 0),
  };
  return drawDigest(digest, lines, run);
}
