import type { FoundChanges, QuestionRun } from '../answering/index.ts';
import type { ChangesQuestion } from '../data-source.ts';
import { changeRate, withinWindow } from '../deployments/change-rate.ts';
import { refuseUntold } from '../deployments/refuse-untold.ts';
import type { SentryClient } from './client.ts';
import { pickEnvironments } from './pick-environments.ts';
import { pickProject } from './pick-project.ts';
import type { SentrySettings } from './settings.ts';
import { toReleaseChanges } from './to-release-changes.ts';
import { toWebAddress } from './to-web-address.ts';

/** Releases of the service's project, and how often there was one before the window. */
export async function askChanges(
  { client, settings }: { client: SentryClient; settings: SentrySettings },
  question: ChangesQuestion,
  run: QuestionRun,
): Promise<FoundChanges> {
  const web = toWebAddress(settings);
  const project = await pickProject(client, question.service, run);
  const environments = await pickEnvironments({ client, settings }, project, question, run);
  if (environments === null) return { changes: [], history: null };
  run.deepLink(`${web}/releases/?project=${project.id}`);
  const since = Math.min(question.history.from, question.window.from);
  const all = toReleaseChanges(await client.releases(project.id, since, run), {
    service: question.service.name,
    web,
    environments,
    scopeMatch: project.slug === question.service.name ? 'exact' : 'alias',
  });
  refuseUntold(all, { service: question.service.name, what: 'Sentry has no release' });
  return { changes: withinWindow(all, question), history: changeRate(all, question) };
}
