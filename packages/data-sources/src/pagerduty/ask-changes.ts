import type { Change } from '@incidentfox/incident';
import type { FoundChanges, QuestionRun } from '../answering/index.ts';
import type { ChangesQuestion } from '../data-source.ts';
import { changeRate, withinWindow } from '../deployments/change-rate.ts';
import type { PagerdutyClient } from './client.ts';
import { pickService } from './pick-service.ts';
import { toChange } from './to-changes.ts';

/** Change events of the service and those PagerDuty relates to its newest incident, newest first. */
export async function askChanges(
  { client }: { client: PagerdutyClient },
  question: ChangesQuestion,
  run: QuestionRun,
): Promise<FoundChanges> {
  const service = await pickService(client, question.service, run);
  run.deepLink(service.html_url ?? undefined);
  const all = await readChanges(client, service.id, question, run);
  const own = all.filter((change) => change.service !== null);
  return {
    changes: withinWindow(all, question).sort((a, b) => b.startedAt - a.startedAt),
    history: changeRate(own, question),
  };
}

async function readChanges(
  client: PagerdutyClient,
  id: string,
  question: ChangesQuestion,
  run: QuestionRun,
): Promise<Change[]> {
  const range = { from: Math.min(question.history.from, question.window.from), to: question.window.to };
  const [own = [], incidents = []] = await Promise.all([
    run.part('the list of change events', () => client.changeEvents(id, range, run)),
    run.part('the list of incidents', () => client.incidents(id, question.window, run)),
  ]);
  const [newest] = incidents;
  // Plans without this feature answer 402 or 403; that is no failure of the question.
  const related = newest === undefined ? [] : await client.relatedChangeEvents(newest.id, run).catch(() => undefined);
  if (related === undefined) run.warn('changes that PagerDuty relates to the incident could not be read');
  const unique = new Map([...own, ...(related ?? [])].map((event) => [event.id, event]));
  return [...unique.values()].map((event) => toChange(event, question.service.name, id));
}
