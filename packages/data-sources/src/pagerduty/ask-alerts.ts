import type { Alert } from '@incidentfox/incident';
import type { QuestionRun } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import type { PagerdutyClient } from './client.ts';
import { maxIncidentsWithAlerts } from './limits.ts';
import { keepHere } from './pick-here.ts';
import { pickService } from './pick-service.ts';
import { toAlerts } from './to-alerts.ts';

/** PagerDuty incidents of the service in the window, the newest with their alerts; none of another environment. */
export async function askAlerts(
  { client }: { client: PagerdutyClient },
  question: Question,
  run: QuestionRun,
): Promise<Alert[]> {
  const picked = await pickService(client, question, run);
  if (picked === null) return [];
  run.deepLink(picked.html_url ?? undefined);
  const incidents = await client.incidents(picked.id, question.window, run);
  if (incidents.length > maxIncidentsWithAlerts)
    run.warn(`the alerts of ${incidents.length - maxIncidentsWithAlerts} older incidents were not asked`);
  const all = await Promise.all(
    incidents.map(async (incident, i) => {
      const alerts =
        i < maxIncidentsWithAlerts
          ? await run.part(`the alerts of incident ${incident.id}`, () => client.alertsOf(incident.id, run))
          : [];
      return toAlerts(incident, alerts ?? [], question.service.name);
    }),
  );
  return keepHere(all.flat(), ({ name, labels }) => ({ title: name, labels }), { question, picked }, run);
}
