import type { QuestionRun } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import { ownWords } from '../environment/own-words.ts';
import { labelTexts, saysWhere } from '../environment/says-where.ts';
import type { PickedService } from './pick-service.ts';

/** What an alert or a change says of itself. */
interface OwnWords {
  readonly title: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Without what says another environment, and, of a service that is called after none, only what says the wanted one. */
export function keepHere<T>(
  all: readonly T[],
  said: (one: T) => OwnWords,
  { question, picked }: { question: Pick<Question, 'service' | 'place'>; picked: PickedService },
  run: Pick<QuestionRun, 'warn' | 'leaveOpen'>,
): T[] {
  const own = ownWords(question.service);
  const kept = all.filter((one) => {
    const { title, labels } = said(one);
    const where = saysWhere([...labelTexts(labels), { where: 'title', text: title }], question.place, own);
    return picked.open === null ? where !== 'elsewhere' : where === 'here';
  });
  if (picked.open !== null && kept.length === 0) run.leaveOpen(picked.open);
  else if (kept.length < all.length)
    run.warn(`${all.length - kept.length} that speak of another environment were left out`);
  return kept;
}
