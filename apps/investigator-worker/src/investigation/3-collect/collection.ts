import {
  type CollectedAnswer,
  collectAnswers,
  type DataSource,
  deadlines,
  lastStep,
  type PlannedQuestion,
} from '@incidentfox/data-sources';
import type { Capability, Service, Step, Window } from '@incidentfox/incident';
import type { InvestigationScope } from '../2-plan/plan-scope.ts';

/** Questions over one range of time. */
export interface Batch {
  readonly questions: readonly PlannedQuestion[];
  readonly window: Window;
}

/** Everything that was asked in one run, over all its rounds and under one deadline. */
export interface Collection {
  /** In the order of the batches, whichever was answered first: question ids follow it. */
  readonly answers: readonly CollectedAnswer[];
  /** Puts the questions to all sources that can answer them. Never throws for a source: what is missing is a gap. */
  ask(round: number, batches: readonly Batch[], limits?: Limits): Promise<readonly CollectedAnswer[]>;
  /** Takes answers that were given before this run; they stand in its record with the time at which they were asked for. */
  adopt(answers: readonly CollectedAnswer[]): readonly CollectedAnswer[];
  /** Whether anybody was asked for this about the service, answered or not. */
  asked(service: string, capability: Capability): boolean;
  /** Ms until the run's deadline. */
  remaining(): number;
  steps(): Step[];
}

interface Limits {
  /** Less than the rest of the run's time, not counting waits behind other runs. */
  readonly askingMs?: number;
  /** Names of the catalogue, for questions about all services at once. */
  readonly names?: readonly string[];
}

export function startCollection(
  scope: InvestigationScope,
  sources: readonly DataSource[],
  run: { signal: AbortSignal; onSteps: (steps: readonly Step[]) => void; catalogue?: readonly Service[] },
): Collection {
  const startedAt = performance.now();
  const answers: CollectedAnswer[] = [];
  const steps = new Map<string, Step>();
  const askedAbout = new Set<string>();
  const { catalogue } = run;
  const shared = { place: scope.place, ...(catalogue === undefined ? {} : { catalogue }) };
  const remaining = () => Math.max(0, deadlines.run - (performance.now() - startedAt));
  const show = (step: Step) => {
    steps.set(step.source, step);
    run.onSteps([...steps.values()]);
  };
  return {
    answers,
    remaining,
    asked: (service, capability) => askedAbout.has(subject(service, capability)),
    steps: () => [...steps.values()],
    adopt: (known) => {
      answers.push(...known);
      return known;
    },
    async ask(round, batches, { askingMs, names = [] } = {}) {
      for (const { service, capability } of batches.flatMap(({ questions }) => questions))
        if (service !== null) askedAbout.add(subject(service.name, capability));
      const collect = ({ questions, window }: Batch) =>
        collectAnswers({
          sources,
          questions,
          scope: { incident: scope.incident, window, history: scope.history, round, names, ...shared },
          deadlineMs: remaining(),
          ...(askingMs === undefined ? {} : { askingMs }),
          signal: run.signal,
          isAsked: ({ service, capability }, { id }) =>
            service === null || capability !== 'topology' || !hasToldCalls(answers, id),
          onStep: show,
        });
      const fresh = (await Promise.all(batches.map(collect))).flat();
      run.signal.throwIfAborted();
      answers.push(...fresh);
      for (const id of new Set(fresh.flatMap(({ question }) => question.source ?? [])))
        steps.set(
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

/** A source that told all calls at once has no more to tell of one service's. */
const hasToldCalls = (answers: readonly CollectedAnswer[], source: string): boolean =>
  answers.some(
    ({ capability, question, answer: { state } }) =>
      capability === 'topology' &&
      question.service === null &&
      question.source === source &&
      (state === 'ok' || state === 'empty'),
  );

const subject = (service: string, capability: Capability): string => JSON.stringify([service, capability]);
