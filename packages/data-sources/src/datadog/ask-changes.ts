import type { FoundChanges, QuestionRun } from '../answering/index.ts';
import type { ChangesQuestion } from '../data-source.ts';
import { changeRate, withinWindow } from '../deployments/change-rate.ts';
import { refuseUntold } from '../deployments/refuse-untold.ts';
import { isElsewhere } from '../environment/place-labels.ts';
import type { DatadogClient } from './client.ts';
import { toDeploymentChanges, toEventChanges } from './mappers/to-changes.ts';
import { searchOf } from './queries.ts';
import type { DatadogSettings } from './settings.ts';
import { pickTags } from './tags/pick-tags.ts';
import { toWebAddress } from './to-web-address.ts';

/** Deployments and events tagged with the service, newest first. */
export async function askChanges(
  { client, settings }: { client: DatadogClient; settings: DatadogSettings },
  question: ChangesQuestion,
  run: QuestionRun,
): Promise<FoundChanges> {
  const tags = await pickTags({ client, settings }, question, run);
  if (tags === null) return { changes: [], history: null };
  const search = searchOf(tags);
  const range = { from: Math.min(question.history.from, question.window.from), to: question.window.to };
  const about = { service: question.service.name, web: toWebAddress(settings) };
  const [deployments, events] = await Promise.all([
    // Many organisations do not send deployments; then this part of the API is closed to them.
    client.deployments(search, range, run).catch(() => undefined),
    run.part('the list of events', () => client.events(search, range, run)),
  ]);
  if (deployments === undefined) run.warn('deployments as delivery metrics know them could not be read; events were');
  const found = [...toDeploymentChanges(deployments ?? [], about), ...toEventChanges(events ?? [], about)];
  const all = found.filter(
    ({ environment }) => environment === undefined || !isElsewhere({ env: environment }, question.place),
  );
  if (events !== undefined)
    refuseUntold(all, { service: question.service.name, what: 'Datadog has no deployment and no event of one' });
  return {
    changes: withinWindow(all, question).sort((a, b) => b.startedAt - a.startedAt),
    history: changeRate(all, question),
  };
}
