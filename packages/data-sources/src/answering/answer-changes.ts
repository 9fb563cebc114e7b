import type { Answer, Change, ChangeHistory } from '@incidentfox/incident';
import type { ChangesQuestion } from '../data-source.ts';
import { type Answerer, answerWith } from './answer-with.ts';
import type { QuestionRun } from './question-run.ts';

/** The changes of the window, and how often such changes came before it. */
export interface FoundChanges {
  readonly changes: readonly Change[];
  readonly history: ChangeHistory | null;
}

/** `answerWith` for changes: the answer carries the history the work found with them, and null when the work failed. */
export async function answerChanges(
  source: Answerer,
  question: ChangesQuestion,
  work: (run: QuestionRun) => Promise<FoundChanges>,
): Promise<Answer<Change> & { history: ChangeHistory | null }> {
  let history: ChangeHistory | null = null;
  const answer = await answerWith(source, question, async (run) => {
    const found = await work(run);
    history = found.history;
    return found.changes;
  });
  return { ...answer, history };
}
