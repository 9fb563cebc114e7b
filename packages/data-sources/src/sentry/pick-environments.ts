import type { QuestionRun } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import { choosePlaces, listed } from '../environment/choose-places.ts';
import type { SentryClient } from './client.ts';
import type { Project } from './responses.schema.ts';
import type { SentrySettings } from './settings.ts';

/** The environments a question is about; empty where nothing tells them apart. Null when there is only another: the answer then says so. */
export async function pickEnvironments(
  { client, settings }: { client: SentryClient; settings: SentrySettings },
  project: Project,
  question: Pick<Question, 'service' | 'place'>,
  run: QuestionRun,
): Promise<readonly string[] | null> {
  if (settings.environment !== undefined) return [settings.environment];
  const names = (await run.part('the list of environments', () => client.environments(project.slug, run))) ?? [];
  // Events without an environment are listed under an empty name.
  const candidates = names
    .filter((name) => name !== '')
    .map((name) => ({ item: name, name, place: { environment: name } }));
  const { chosen, leftOut, open } = choosePlaces(candidates, question.place);
  if (open !== null) {
    run.leaveOpen(`${question.service.name} was ${open}`);
    return null;
  }
  if (leftOut.length > 0) run.warn(`looked only at ${listed(chosen)}, not at ${listed(leftOut)}`);
  return chosen;
}
