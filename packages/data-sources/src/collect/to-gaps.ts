import { essentialCapabilities, type Gap } from '@incidentfox/incident';
import { titleOf } from '../registry.ts';
import type { CollectedAnswer } from './collected-answer.ts';
import { questionIdAt } from './to-recorded-questions.ts';

/** What could not be answered, or not fully, and why. Capabilities nobody has are told once, not once a service. */
export function toGaps(answers: readonly CollectedAnswer[]): Gap[] {
  const gapsSeen = new Set<string>();
  const gaps: Gap[] = [];
  answers.forEach((collected, at) => {
    const why = whyOf(collected);
    const key = collected.question.source === null ? collected.capability : String(at);
    if (why === null || gapsSeen.has(key)) return;
    gapsSeen.add(key);
    gaps.push({ id: `g${gaps.length + 1}`, questionId: questionIdAt(at), what: whatOf(collected), why });
  });
  return gaps;
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
