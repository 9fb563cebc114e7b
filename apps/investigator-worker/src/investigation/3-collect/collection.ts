import {
  type CollectedAnswer,
  collectAnswers,
  type DataSource,
  deadlines,
  lastStep,
  type PlannedQuestion,
} from '@incidentfox/data-sources';
import type { Capability, Step, Window } from '@incidentfox/incident';
import type { InvestigationScope } from '../2-plan/plan-scope.ts';

/** Everything that was asked in one run, over all its rounds and under one deadline. */
export interface Collection {
  /** In the order of asking: question ids follow it. */
  readonly answers: readonly CollectedAnswer[];
  /** Puts the questions to all sources that can answer them. Never throws for a source: what is missing is a gap. */
  ask(round: number, questions: readonly PlannedQuestion[], over: Range): Promise<readonly CollectedAnswer[]>;
  /** Whether anybody was asked for this about the service, answered or not. */
  asked(service: string, capability: Capability): boolean;
  /** Ms until the run's deadline. */
  remaining(): number;
  steps(): Step[];
}

/** The time range of questions, and how long they may take; the rest of the run's time by default. */
interface Range {
  readonly window: Window;
  readonly names?: readonly string[];
  readonly maxMs?: number;
}

export function startCollection(
  scope: InvestigationScope,
  sources: readonly DataSource[],
  run: { signal: AbortSignal; onSteps: (steps: readonly Step[]) => void },
): Collection {
  const startedAt = performance.now();
  const answers: CollectedAnswer[] = [];
  const live = new Map<string, Step>();
  const askedAbout = new Set<string>();
  const remaining = () => Math.max(0, deadlines.run - (performance.now() - startedAt));

  return {
    answers,
    remaining,
    asked: (service, capability) => askedAbout.has(subject(service, capability)),
    steps: () => [...live.values()],
    async ask(round, questions, { window, names = [], maxMs = deadlines.run }) {
      for (const { service, capability } of questions)
        if (service !== null) askedAbout.add(subject(service.name, capability));
      const fresh = await collectAnswers({
        sources,
        questions,
        scope: { incident: scope.incident, window, history: scope.history, round, names },
        deadlineMs: Math.min(maxMs, remaining()),
        signal: run.signal,
        onStep(step) {
          live.set(step.source, step);
          run.onSteps([...live.values()]);
        },
      });
      run.signal.throwIfAborted();
      answers.push(...fresh);
      for (const id of new Set(fresh.flatMap(({ question }) => question.source ?? [])))
        live.set(
          id,
          lastStep(
            id,
            answers.filter(({ question }) => question.source === id),
          ),
        );
      return fresh;
    },
  };
}

const subject = (service: string, capability: Capability): string => JSON.stringify([service, capability]);
