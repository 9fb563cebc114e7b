import {
  asksFor,
  type CollectAsk,
  collectAnswers,
  type DataSource,
  deadlines,
  toAskedQuestions,
  toObservations,
} from '@incidentfox/data-sources';
import {
  type AskedQuestion,
  type Capability,
  capabilities,
  type Edge,
  type Observations,
  type Step,
} from '@incidentfox/incident';
import type { InvestigationScope } from '../2-plan/plan-scope.ts';

export interface Collected {
  observations: Observations;
  questions: AskedQuestion[];
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
  const collect = (questions: CollectAsk[], window: InvestigationScope['window']) =>
    collectAnswers({
      sources,
      asks: questions,
      inquiry: { incident: scope.incident, window, history: scope.history },
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
    collect(asksFor(near, telemetry), scope.window),
    collect(asksFor(all, ['changes']), scope.changeWindow),
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
    questions: toAskedQuestions(answers),
    steps: [...steps.values()],
  };
}

/** A diagnosis without these is weak, so their absence is a gap in the report; the others are extras. */
const essential: readonly Capability[] = ['metrics', 'logs', 'changes'];

function worthAsking(sources: readonly DataSource[]): Capability[] {
  return capabilities.filter(
    (one) => essential.includes(one) || sources.some((source) => source.capabilities.has(one)),
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
