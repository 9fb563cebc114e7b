import type { Alert } from '@incidentfox/incident';
import { labelsMatch, namesOf, type QuestionRun } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import { ownWords } from '../environment/own-words.ts';
import { isElsewhere } from '../environment/place-labels.ts';
import { toAlert } from '../prometheus/to-alert.ts';
import type { GrafanaClient } from './client.ts';

/** Alerts of Grafana's own rules that fire or are pending and name the service in a label. */
export async function askAlerts(
  client: GrafanaClient,
  question: Question,
  run: QuestionRun,
  { kind, url }: { kind: string; url: string },
): Promise<Alert[]> {
  run.query('/api/prometheus/grafana/api/v1/alerts');
  run.deepLink(`${url}/alerting/list`);
  const names = namesOf(question.service, kind);
  return (await client.alerts(run)).flatMap((alert) => {
    const state = stateOf(alert.state);
    if (state === null || !labelsMatch(alert.labels, names)) return [];
    if (isElsewhere(alert.labels, question.place, ownWords(question.service))) return [];
    const found = toAlert({ ...alert, state }, question.service.name);
    return found.startedAt < question.window.to ? [found] : [];
  });
}

/** `Alerting (NoData)` fires too; `Normal` is no alert. */
function stateOf(state: string): 'firing' | 'pending' | null {
  if (/^(alerting|firing)/i.test(state)) return 'firing';
  return /^pending/i.test(state) ? 'pending' : null;
}
