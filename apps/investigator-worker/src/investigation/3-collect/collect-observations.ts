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
  type Capability,
  capabilities,
  type Edge,
  essentialCapabilities,
  type Observations,
  type RecordedQuestion,
  type Step,
} from '@incidentfox/incident';
import type { Plan } from '../2-plan/plan-questions.ts';

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
  plan: Plan,
  sources: readonly DataSource[],
  run: { signal: AbortSignal; onSteps: (steps: readonly Step[]) => void },
): Promise<Collected> {
  const steps = new Map<string, Step>();
  const collect = (asks: CollectAsk[], window: Plan['window']) =>
    collectAnswers({
      sources,
      asks,
      inquiry: { incident: plan.incident, window, history: plan.history },
      deadlineMs: deadlines.run,
      signal: run.signal,
      onStep: (step) => {
        steps.set(step.source, joined(steps.get(step.source), step));
        run.onSteps([...steps.values()]);
      },
    });
  const near = plan.services.filter((s) => s.near).map((s) => s.service);
  const all = plan.services.map((s) => s.service);
  const telemetry = worthAsking(sources).filter((capability) => capability !== 'changes');
  const [told, changed] = await Promise.all([
    collect(asksFor(near, telemetry), plan.window),
    collect(asksFor(all, ['changes']), plan.changeWindow),
  ]);
  run.signal.throwIfAborted();
  const answers = [...told, ...changed];
  const { context } = plan;
  const observations = toObservations(answers, {
    window: plan.window,
    alarmAt: context.alarmAt,
    affected: context.affected.map((a) => a.service),
    services: all,
  });
  return {
    observations: { ...observations, edges: [...observations.edges, ...catalogueEdges(plan)] },
    questions: toAskedQuestions(answers),
    steps: [...steps.values()],
  };
}

/** Essential ones are asked for although nobody has them, so that their absence is told as a gap; the others are extras. */
function worthAsking(sources: readonly DataSource[]): Capability[] {
  return capabilities.filter(
    (one) => essentialCapabilities.includes(one) || sources.some((source) => source.capabilities.has(one)),
  );
}

/** One line a source, though it is asked in two collections: what it found in both. */
function joined(before: Step | undefined, now: Step): Step {
  if (before === undefined || before.state === 'asking' || now.state === 'asking') return now;
  const notes = [before.note, now.note].filter((note) => note !== '');
  return { source: now.source, state: before.state === 'done' ? 'done' : now.state, note: notes.join(', ') };
}

function catalogueEdges(plan: Plan): Edge[] {
  return plan.services.flatMap(({ service }) =>
    service.dependsOn.map((to): Edge => ({ from: service.name, to, foundBy: 'catalogue' })),
  );
}
