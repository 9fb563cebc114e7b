import {
  collectAnswers,
  type DataSource,
  deadlines,
  type PlannedQuestion,
  questionsFor,
  toObservations,
  toRecordedQuestions,
} from '@incidentfox/data-sources';
import {
  type Capability,
  capabilities,
  type Edge,
  essentialCapabilities,
  type Observations,
  type RecordedQuestion,
  type Step,
} from '@incidentfox/incident';
import type { InvestigationScope } from '../2-plan/plan-scope.ts';

export interface Collected {
  observations: Observations;
  questions: RecordedQuestion[];
  steps: Step[];
}

/**
 * Asks all sources at once under one deadline. Changes have a longer window than telemetry, so they are a collection of their
 * own; both run together. Never throws for a source: what is missing is a gap.
 */
export async function collectObservations(
  scope: InvestigationScope,
  sources: readonly DataSource[],
  run: { signal: AbortSignal; onSteps: (steps: readonly Step[]) => void },
): Promise<Collected> {
  const steps = new Map<string, Step>();
  const collect = (questions: PlannedQuestion[], window: InvestigationScope['window']) =>
    collectAnswers({
      sources,
      questions,
      scope: { incident: scope.incident, window, history: scope.history },
      deadlineMs: deadlines.run,
      signal: run.signal,
      onStep: (step) => {
        steps.set(step.source, joined(steps.get(step.source), step));
        run.onSteps([...steps.values()]);
      },
    });
  const near = scope.services.filter((s) => s.near).map((s) => s.service);
  const all = scope.services.map((s) => s.service);
  const telemetry = worthAsking(sources).filter((capability) => capability !== 'changes');
  const [telemetryAnswers, changeAnswers] = await Promise.all([
    collect(questionsFor(near, telemetry), scope.window),
    collect(questionsFor(all, ['changes']), scope.changeWindow),
  ]);
  run.signal.throwIfAborted();
  const answers = [...telemetryAnswers, ...changeAnswers];
  const { context } = scope;
  const observations = toObservations(answers, {
    window: scope.window,
    alarmAt: context.alarmAt,
    affected: context.affected.map((a) => a.service),
    services: all,
  });
  return {
    observations: { ...observations, edges: [...observations.edges, ...catalogueEdges(scope)] },
    questions: toRecordedQuestions(answers),
    steps: [...steps.values()],
  };
}

function worthAsking(sources: readonly DataSource[]): Capability[] {
  return capabilities.filter(
    (one) => essentialCapabilities.includes(one) || sources.some((source) => source.capabilities.has(one)),
  );
}

/** One line for each source, though it is asked in two collections: what it found in both. */
function joined(before: Step | undefined, now: Step): Step {
  if (before === undefined || before.state === 'asking' || now.state === 'asking') return now;
  const notes = [before.note, now.note].filter((note) => note !== '');
  return { source: now.source, state: before.state === 'done' ? 'done' : now.state, note: notes.join(', ') };
}

function catalogueEdges(scope: InvestigationScope): Edge[] {
  return scope.services.flatMap(({ service }) =>
    service.dependsOn.map((to): Edge => ({ from: service.name, to, foundBy: 'catalogue' })),
  );
}
