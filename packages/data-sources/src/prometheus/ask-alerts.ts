import type { Alert } from '@incidentfox/incident';
import { labelsMatch, namesOf, type QuestionRun } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import { ownWords } from '../environment/own-words.ts';
import { isElsewhere } from '../environment/place-labels.ts';

import type { PrometheusDeps } from './deps.ts';
import { toAlert } from './to-alert.ts';

/** Alerts that fire or are pending now and name the service in a label. The API keeps no history. */
export async function askAlerts(source: PrometheusDeps, question: Question, run: QuestionRun): Promise<Alert[]> {
  run.query('/api/v1/alerts');
  run.deepLink(source.linkTo('ALERTS', question.window));
  const alerts = await source.client.alerts(run);
  const names = namesOf(question.service, source.kind);
  return alerts
    .filter((alert) => labelsMatch(alert.labels, names))
    .filter((alert) => !isElsewhere(alert.labels, question.place, ownWords(question.service)))
    .map((alert) => toAlert(alert, question.service.name))
    .filter((alert) => alert.startedAt < question.window.to);
}
