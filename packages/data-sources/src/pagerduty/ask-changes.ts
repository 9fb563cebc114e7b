import type { Change } from '@incidentfox/incident';
import type { FoundChanges, QuestionRun } from '../answering/index.ts';
import type { ChangesQuestion } from '../data-source.ts';
import { changeRate, withinWindow } from '../deployments/change-rate.ts';
import { refuseUntold } from '../deployments/refuse-untold.ts';
import type { PagerdutyClient } from './client.ts';
import { keepHere } from './pick-here.ts';
import { type PickedService, pickService } from './pick-service.ts';
import { detailsOf, toChange } from './to-changes.ts';

/** Change events of the service and those PagerDuty relates to its newest incident, newest first. */
export async function askChanges(
  { client }: { client: PagerdutyClient },
  question: ChangesQuestion,
  run: QuestionRun,
): Promise<FoundChanges> {
  const picked = await pickService(client, question, run);
  if (picked === null) return { changes: [], history: null };
  run.deepLink(picked.html_url ?? undefined);
  const all = await readChanges(client, picked, question, run);
  const own = all.filter((change) => change.service !== null);
  refuseUntold(all, { service: question.service.name, what: 'PagerDuty was told of no change' });
  return {
    changes: withinWindow(all, question).sort((a, b) => b.startedAt - a.startedAt),
    history: changeRate(own, question),
  };
}

async function readChanges(
  client: PagerdutyClient,
  picked: PickedService,
  question: ChangesQuestion,
  run: QuestionRun,
): Promise<Change[]> {
  const { id } = picked;
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
  const here = keepHere(
    [...unique.values()],
    ({ summary, custom_details: details }) => ({ title: summary, labels: detailsOf(details) }),
    { question, picked },
    run,
  );
  return here.map((event) => toChange(event, question.service.name, id));
}
