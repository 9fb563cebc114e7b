import type { Step } from '@incidentfox/incident';
import type { CollectedAnswer } from './collected-answer.ts';

/** Follows how far each source is: one step when it is first asked, one when its last question is answered. */
export function reportSteps(questionsBySource: ReadonlyMap<string, number>, onStep: (step: Step) => void) {
  const unanswered = new Map(questionsBySource);
  const answersOf = new Map<string, CollectedAnswer[]>();
  return {
    asking(source: string): void {
      if (answersOf.has(source)) return;
      answersOf.set(source, []);
      onStep({ source, state: 'asking', note: '' });
    },
    answered(source: string, answer: CollectedAnswer): void {
      answersOf.get(source)?.push(answer);
      unanswered.set(source, (unanswered.get(source) ?? 1) - 1);
      if (unanswered.get(source) === 0) onStep(lastStep(source, answersOf.get(source) ?? []));
    },
  };
}

/** What one source found in all, in a line. */
export function lastStep(source: string, answers: readonly CollectedAnswer[]): Step {
  const answered = answers.filter(({ answer }) => answer.state !== 'failed' && answer.state !== 'skipped');
  const why = answers.find(({ answer }) => answer.failure !== undefined)?.answer.failure?.message;
  if (answered.length === 0) return { source, state: 'failed', note: why ?? 'not answered' };
  const counts = new Map<string, number>();
  for (const { capability, answer } of answered)
    counts.set(capability, (counts.get(capability) ?? 0) + answer.items.length);
  const found = [...counts].map(([capability, items]) => `${capability}: ${items}`).join(', ');
  return { source, state: 'done', note: why === undefined ? found : `${found}; in part: ${why}` };
}
