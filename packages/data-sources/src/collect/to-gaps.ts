import { essentialCapabilities, type Gap, type Service } from '@incidentfox/incident';
import { titleOf } from '../registry.ts';
import { isStore } from '../service-identity/is-store.ts';
import type { CollectedAnswer } from './collected-answer.ts';
import { questionIdAt } from './to-recorded-questions.ts';

/** Whose gaps matter most, and what is known of the services. */
export interface GapContext {
  readonly affected: readonly string[];
  readonly services?: readonly Service[];
}

/**
 * What could not be answered, or not fully, and why; what matters most first: the affected services, then in the order of the rounds.
 * Capabilities nobody has are told once, not once a service. What was never to be had is no gap, nor what was answered when it was
 * asked again or by another source.
 */
export function toGaps(answers: readonly CollectedAnswer[], context: GapContext = { affected: [] }): Gap[] {
  const answered = new Set(answers.filter(isAnswered).map(subjectOf));
  const stores = new Set((context.services ?? []).filter(isStore).map(({ name }) => name));
  const gapsSeen = new Set<string>();
  const gaps: { gap: Omit<Gap, 'id'>; rank: number }[] = [];
  answers.forEach((collected, at) => {
    const { question, capability } = collected;
    if (question.service === null || (isAbsent(collected) && stores.has(question.service) && isOwn(capability))) return;
    if (isAbsent(collected) && answered.has(subjectOf(collected))) return;
    if (wasAnsweredLater(answers, at)) return;
    const why = whyOf(collected);
    const key = question.source === null ? capability : JSON.stringify([question.source, capability, question.service]);
    if (why === null || gapsSeen.has(key)) return;
    gapsSeen.add(key);
    const isNear = question.source === null || context.affected.includes(question.service);
    gaps.push({
      gap: { questionId: questionIdAt(at), what: whatOf(collected), why },
      rank: isNear ? 0 : question.round,
    });
  });
  return gaps.sort((a, b) => a.rank - b.rank).map(({ gap }, at) => ({ id: `g${at + 1}`, ...gap }));
}

const subjectOf = ({ capability, question }: CollectedAnswer): string => JSON.stringify([capability, question.service]);
const isAnswered = ({ answer: { state } }: CollectedAnswer) =>
  state === 'ok' || state === 'empty' || state === 'partial';

/** The source does not have it: no name there, no such repository. */
const isAbsent = ({ answer: { state, failure } }: CollectedAnswer): boolean =>
  (state === 'skipped' && failure?.kind === 'config') || (state === 'failed' && failure?.http === 404);

/** What only software of one's own has: a repository, shipped logs, tracked errors. */
const isOwn = (capability: CollectedAnswer['capability']) => ['changes', 'logs', 'errors'].includes(capability);

function wasAnsweredLater(answers: readonly CollectedAnswer[], at: number): boolean {
  const one = answers[at];
  return (
    one !== undefined &&
    !isAnswered(one) &&
    answers
      .slice(at + 1)
      .some(
        (later) =>
          isAnswered(later) && subjectOf(later) === subjectOf(one) && later.question.source === one.question.source,
      )
  );
}

/** `Loki logs of checkout-service`; a source with a name of its own goes by that name. */
function whatOf({ capability, question }: CollectedAnswer): string {
  if (question.source === null) return `${capability} of any service`;
  const title = question.source === question.kind ? titleOf(question.kind) : question.source;
  return `${title} ${capability} of ${question.service}`;
}

function whyOf({ capability, answer }: CollectedAnswer): string | null {
  if (answer.state === 'skipped' && answer.failure?.kind === 'config' && !essentialCapabilities.includes(capability))
    return null;
  if (answer.state === 'failed' || answer.state === 'skipped') return answer.failure?.message ?? 'not answered';
  if (answer.state !== 'partial') return null;
  const { truncated, warnings, failure } = answer;
  if (failure !== undefined) return `answered in part: ${failure.message}`;
  if (truncated !== undefined) return `answered in part: cut by ${truncated.by} after ${truncated.shown}`;
  return `answered in part: ${warnings[0] ?? 'the source says that something is missing'}`;
}
