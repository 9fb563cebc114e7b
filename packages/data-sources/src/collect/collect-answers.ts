import { Failure } from '@incidentfox/failures';
import { startDeadline } from '@incidentfox/http-client';
import type { Step } from '@incidentfox/incident';
import type { DataSource } from '../data-source.ts';
import { contradiction } from '../environment/place-of.ts';
import { defaultConcurrency } from '../limits.ts';
import type { AnsweredQuestion, CollectedAnswer } from './collected-answer.ts';
import { collected, putQuestion, putSweep, sweepOf, toQuestion, toSweepQuestion, unanswered } from './put-question.ts';
import type { PlannedQuestion, QuestionScope } from './question-scope.ts';
import { reportSteps } from './report-steps.ts';
import { type LaneTask, runFairly } from './run-fairly.ts';

export interface CollectOptions {
  readonly sources: readonly DataSource[];
  /** Services times capabilities; see `questionsFor`. */
  readonly questions: readonly PlannedQuestion[];
  readonly scope: QuestionScope;
  /** For everything together. What is not answered by then is a failed answer, not a failed run. */
  readonly deadlineMs: number;
  /** Less for what is asked, in ms, not counting the time in which requests wait for their turn behind those of other runs. */
  readonly askingMs?: number;
  /** Stops the run: every open question ends as failed. */
  readonly signal?: AbortSignal;
  /** Leaves out what a source told already. Default: everything is asked. */
  readonly isAsked?: (planned: PlannedQuestion, source: DataSource) => boolean;
  readonly onStep?: (step: Step) => void;
  /** Questions at the same time; {@link defaultConcurrency} by default. */
  readonly concurrency?: { readonly perSource: number; readonly perRun: number };
  readonly now?: () => number;
}

/**
 * Puts every question to every source that can answer it, and gives all answers in the order of the questions. Never throws.
 * A capability nobody has gives one skipped answer per service, so that the silence is explained.
 */
export async function collectAnswers(options: CollectOptions): Promise<CollectedAnswer[]> {
  const now = options.now ?? Date.now;
  const wholly = startDeadline(options.deadlineMs, options.signal, { countsTurns: true });
  const deadline = startDeadline(options.askingMs ?? Number.POSITIVE_INFINITY, wholly.signal);
  const routed = options.questions.flatMap((planned) => routesOf(planned, options));
  const steps = reportSteps(countBySource(routed), options.onStep ?? (() => {}));

  const tasks = routed.map(
    ({ planned, source }): LaneTask<CollectedAnswer> => ({
      lane: source?.id ?? '',
      async run() {
        const asked = toAnsweredQuestion(planned, source, options.scope);
        if (source === null) return nobodyHas(planned, asked, now);
        steps.asking(source.id);
        const askedAt = now();
        const elsewhere = planned.service === null ? null : contradiction(planned.service, options.scope.place ?? {});
        const answer = await deadline
          .race(
            elsewhere === null
              ? put(planned, source, { scope: options.scope, signal: deadline.signal, now })
              : Promise.resolve(unanswered(source, askedAt, now, 'skipped', new Failure('config', elsewhere))),
          )
          .catch(() => unanswered(source, askedAt, now, 'failed', tooLate(options)));
        const result = collected(planned.capability, asked, answer);
        steps.answered(source.id, result);
        return result;
      },
    }),
  );
  const { perSource, perRun } = options.concurrency ?? defaultConcurrency;
  const answers = await runFairly(tasks, { perLane: perSource, inTotal: perRun });
  deadline.clear();
  wholly.clear();
  return answers;
}

function put(
  { service, capability }: PlannedQuestion,
  source: DataSource,
  { scope, signal, now }: { scope: QuestionScope; signal: AbortSignal; now: () => number },
) {
  return service === null
    ? putSweep(source, capability, toSweepQuestion(scope, signal), now)
    : putQuestion(source, capability, toQuestion(service, scope, signal), now);
}

/** A planned question on its way to one source; null when nobody has the capability. */
interface RoutedQuestion {
  readonly planned: PlannedQuestion;
  readonly source: DataSource | null;
}

/** That nobody can be asked about all services at once is no loss worth telling. */
function routesOf(
  planned: PlannedQuestion,
  { sources, isAsked = () => true }: Pick<CollectOptions, 'sources' | 'isAsked'>,
): RoutedQuestion[] {
  if (planned.service === null)
    return sources.filter((source) => sweepOf(source, planned.capability)).map((source) => ({ planned, source }));
  const able = sources.filter((source) => source.capabilities.has(planned.capability));
  if (able.length === 0) return [{ planned, source: null }];
  return able.filter((source) => isAsked(planned, source)).map((source) => ({ planned, source }));
}

function countBySource(routed: readonly RoutedQuestion[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { source } of routed) if (source !== null) counts.set(source.id, (counts.get(source.id) ?? 0) + 1);
  return counts;
}

function toAnsweredQuestion(
  { service }: PlannedQuestion,
  source: DataSource | null,
  { window, round = 1 }: QuestionScope,
): AnsweredQuestion {
  return { source: source?.id ?? null, kind: source?.kind ?? '', service: service?.name ?? null, window, round };
}

function nobodyHas({ capability }: PlannedQuestion, asked: AnsweredQuestion, now: () => number): CollectedAnswer {
  const why = new Failure('config', `no configured data source has ${capability}`);
  return collected(capability, asked, unanswered({ id: '', kind: '' }, now(), now, 'skipped', why));
}

function tooLate({ deadlineMs, askingMs = deadlineMs, signal }: CollectOptions): Failure {
  if (signal?.aborted) return new Failure('timeout', 'the investigation was stopped before this was answered');
  return new Failure(
    'timeout',
    `not answered within the ${Math.min(askingMs, deadlineMs) / 1000} s of the whole collection`,
  );
}
