import { asFailure, Failure } from '@incidentfox/failures';
import { CircuitOpen, type Meter, startDeadline } from '@incidentfox/http-client';
import type { Answer, Provenance, Truncation } from '@incidentfox/incident';
import type { Caps } from '../data-source.ts';
import { deadlines } from '../limits.ts';
import { type Notes, type QuestionRun, SkipQuestion, startQuestionRun } from './question-run.ts';
import { toAnswerFailure } from './to-answer-failure.ts';

/** Who answers. */
export interface Answerer {
  readonly id: string;
  readonly kind: string;
  readonly now: () => number;
}

/**
 * Turns a source's work into an answer. The work gives items or throws; the answer says what happened: nothing is thrown
 * across the contract. Items beyond the cap are cut and shown as cut.
 */
export async function answerWith<T>(
  source: Answerer,
  question: { readonly signal: AbortSignal; readonly caps: Caps; readonly incident?: object | null },
  work: (run: QuestionRun) => Promise<readonly T[]>,
): Promise<Answer<T>> {
  const askedAt = source.now();
  const meter: Meter = { requests: 0, bytes: 0 };
  const deadline = startDeadline(deadlines.question, question.signal);
  const { run, notes } = startQuestionRun({
    signal: deadline.signal,
    caps: question.caps,
    incident: question.incident ?? null,
    meter,
    source: source.id,
  });
  const outcome = await settle(source, deadline.race(runWork(work, run)));
  deadline.clear();

  const provenance: Provenance = {
    source: source.id,
    kind: source.kind,
    query: notes.queries.join('\n'),
    ...(notes.deepLink === undefined ? {} : { deepLink: notes.deepLink }),
    askedAt,
    tookMs: source.now() - askedAt,
    ...meter,
  };
  if (outcome.failure !== undefined) {
    const failure = toAnswerFailure(outcome.failure);
    return { state: outcome.skipped ? 'skipped' : 'failed', items: [], warnings: notes.warnings, failure, provenance };
  }
  return conclude(outcome.items, notes, question.caps, provenance);
}

/** So that work which throws before its first await still only rejects. */
const runWork = async <T>(work: (run: QuestionRun) => Promise<readonly T[]>, run: QuestionRun) => work(run);

type Outcome<T> = { items: readonly T[]; failure?: undefined } | { failure: Failure; skipped: boolean };

async function settle<T>(source: Answerer, work: Promise<readonly T[]>): Promise<Outcome<T>> {
  try {
    return { items: await work };
  } catch (thrown) {
    if (thrown instanceof SkipQuestion) return { failure: new Failure('config', thrown.message), skipped: true };
    return { failure: asFailure(thrown, source.id), skipped: thrown instanceof CircuitOpen };
  }
}

function conclude<T>(all: readonly T[], notes: Notes, caps: Caps, provenance: Provenance): Answer<T> {
  const items = all.slice(0, caps.items);
  const cut: Truncation = { by: 'items', shown: items.length, total: all.length };
  const truncated = notes.truncated ?? (items.length < all.length ? cut : undefined);
  // A part that was not even asked because others failed tells less than those others.
  const broken = notes.failedParts.find((one) => !(one instanceof CircuitOpen)) ?? notes.failedParts[0];
  const [open] = notes.openSentences;
  const [incomplete] = notes.incompleteSentences;
  const lacking = broken ?? (incomplete === undefined ? undefined : new Failure('unavailable', incomplete));
  const failure = open === undefined ? lacking : new Failure('config', open);
  return {
    state: stateOf(items.length, notes, truncated),
    items,
    ...(truncated === undefined ? {} : { truncated }),
    warnings: notes.warnings,
    ...(failure === undefined ? {} : { failure: toAnswerFailure(failure) }),
    provenance,
  };
}

/** A cap on items or pages is shown but leaves the answer sound; whatever else is missing makes it partial. */
function stateOf(items: number, notes: Notes, truncated: Truncation | undefined): Answer<unknown>['state'] {
  if (notes.failedParts.length > 0 && notes.workingParts === 0 && items === 0) {
    return notes.failedParts.every((failure) => failure instanceof CircuitOpen) ? 'skipped' : 'failed';
  }
  if (notes.openSentences.length > 0 || notes.incompleteSentences.length > 0) return 'partial';
  const incomplete = truncated !== undefined && truncated.by !== 'items' && truncated.by !== 'pages';
  if (notes.failedParts.length > 0 || incomplete) return 'partial';
  return items === 0 ? 'empty' : 'ok';
}
