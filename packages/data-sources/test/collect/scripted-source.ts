import type { Capability } from '@incidentfox/incident';
import { answerWith, type QuestionRun } from '../../src/answering/index.ts';
import type { DataSource, Question } from '../../src/data-source.ts';

/** A source whose answers the test writes. */
export function scriptedSource(
  id: string,
  answers: Partial<Record<Capability, (question: Question, run: QuestionRun) => Promise<readonly unknown[]>>>,
  kind = id,
): DataSource {
  const source = { id, kind, now: Date.now };
  const methods = Object.entries(answers).map(([capability, answer]) => [
    capability,
    async (question: Question) => {
      const given = await answerWith(source, question, (run) => answer(question, run));
      return capability === 'changes'
        ? { ...given, history: { service: question.service.name, count: 2, spanMs: 1000 } }
        : given;
    },
  ]);
  return {
    id,
    kind,
    capabilities: new Set(Object.keys(answers) as Capability[]),
    check: async () => [],
    ...Object.fromEntries(methods),
  } as DataSource;
}

/** An answer after some time, or at once when the question is given up. */
export const after =
  <T>(ms: number, items: readonly T[]) =>
  (_question: Question, { signal }: QuestionRun): Promise<readonly T[]> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve(items), ms);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    });
