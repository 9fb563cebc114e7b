import { Failure } from '@incidentfox/failures';
import { startDeadline } from '@incidentfox/http-client';
import type { Step } from '@incidentfox/incident';
import type { DataSource } from '../data-source.ts';
import type { CollectedAnswer, CollectedQuestion } from './collected-answer.ts';
import type { CollectAsk, Inquiry } from './inquiry.ts';
import { collected, putQuestion, toAsk, unanswered } from './put-question.ts';
import { reportSteps } from './report-steps.ts';
import { type LaneTask, runFairly } from './run-fairly.ts';

export interface CollectOptions {
  readonly sources: readonly DataSource[];
  /** Services times capabilities; see `asksFor`. */
  readonly asks: readonly CollectAsk[];
  readonly inquiry: Inquiry;
  /** For everything together. What is not answered by then is a failed answer, not a failed run. */
  readonly deadlineMs: number;
  /** Stops the run: every open question ends as failed. */
  readonly signal?: AbortSignal;
  readonly onStep?: (step: Step) => void;
  /** Questions at the same time. */
  readonly limits?: { readonly perSource: number; readonly perRun: number };
  readonly now?: () => number;
}

const usualLimits = { perSource: 4, perRun: 48 };

/**
 * Puts every question to every source that can answer it, and gives all answers in the order of the asks. Never throws.
 * A capability nobody has gives one skipped answer per service, so that the silence is explained.
 */
export async function collectAnswers(options: CollectOptions): Promise<CollectedAnswer[]> {
  const now = options.now ?? Date.now;
  const deadline = startDeadline(options.deadlineMs, options.signal);
  const questions = options.asks.flatMap((ask) => questionsOf(ask, options.sources));
  const steps = reportSteps(countBySource(questions), options.onStep ?? (() => {}));

  const tasks = questions.map(
    ({ ask, source }): LaneTask<CollectedAnswer> => ({
      lane: source?.id ?? '',
      async run() {
        const question = toQuestion(ask, source, options.inquiry);
        if (source === null) return nobodyHas(ask, question, now);
        steps.asking(source.id);
        const askedAt = now();
        const asked = putQuestion(source, ask.capability, toAsk(ask.service, options.inquiry, deadline.signal), now);
        const answer = await deadline
          .race(asked)
          .catch(() => unanswered(source, askedAt, now, 'failed', tooLate(options)));
        const result = collected(ask.capability, question, answer);
        steps.answered(source.id, result);
        return result;
      },
    }),
  );
  const { perSource, perRun } = options.limits ?? usualLimits;
  const answers = await runFairly(tasks, { perLane: perSource, inTotal: perRun });
  deadline.clear();
  return answers;
}

interface Planned {
  readonly ask: CollectAsk;
  readonly source: DataSource | null;
}

function questionsOf(ask: CollectAsk, sources: readonly DataSource[]): Planned[] {
  const able = sources.filter((source) => source.capabilities.has(ask.capability));
  return able.length === 0 ? [{ ask, source: null }] : able.map((source) => ({ ask, source }));
}

function countBySource(questions: readonly Planned[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { source } of questions) if (source !== null) counts.set(source.id, (counts.get(source.id) ?? 0) + 1);
  return counts;
}

function toQuestion(ask: CollectAsk, source: DataSource | null, { window }: Inquiry): CollectedQuestion {
  return { source: source?.id ?? null, kind: source?.kind ?? '', service: ask.service.name, window };
}

function nobodyHas(ask: CollectAsk, question: CollectedQuestion, now: () => number): CollectedAnswer {
  const why = new Failure('config', `no configured data source has ${ask.capability}`);
  return collected(ask.capability, question, unanswered({ id: '', kind: '' }, now(), now, 'skipped', why));
}

function tooLate({ deadlineMs, signal }: CollectOptions): Failure {
  if (signal?.aborted) return new Failure('timeout', 'the investigation was stopped before this was answered');
  return new Failure('timeout', `not answered within the ${deadlineMs / 1000} s of the whole collection`);
}
