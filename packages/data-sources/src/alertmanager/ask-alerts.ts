import type { Alert } from '@incidentfox/incident';
import { labelsMatch, namesOf, type QuestionRun } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import { ownWords } from '../environment/own-words.ts';
import { isElsewhere } from '../environment/place-labels.ts';
import { webAddress } from '../vendor-http/addresses.ts';
import type { AlertmanagerClient } from './client.ts';
import type { AlertmanagerSettings } from './settings.ts';
import { toAlert } from './to-alert.ts';

/** Alerts that are active, silenced or inhibited now and name the service in a label. Alertmanager keeps no history. */
export async function askAlerts(
  { client, settings }: { client: AlertmanagerClient; settings: AlertmanagerSettings },
  question: Question,
  run: QuestionRun,
): Promise<Alert[]> {
  run.query(['/api/v2/alerts', ...settings.filter].join(' filter='));
  run.deepLink(`${settings.public_url ?? webAddress(settings.url)}/#/alerts`);
  const names = namesOf(question.service, 'alertmanager');
  return (await client.alerts(run))
    .filter(
      ({ labels }) => labelsMatch(labels, names) && !isElsewhere(labels, question.place, ownWords(question.service)),
    )
    .map((alert) => toAlert(alert, question.service.name))
    .filter(({ startedAt }) => startedAt < question.window.to);
}
