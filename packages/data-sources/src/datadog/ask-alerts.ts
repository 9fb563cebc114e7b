import type { Alert } from '@incidentfox/incident';
import type { QuestionRun } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import { ownWords } from '../environment/own-words.ts';
import { isElsewhere } from '../environment/place-labels.ts';
import type { DatadogClient } from './client.ts';
import { toAlerts } from './mappers/to-alerts.ts';
import { toServiceTags } from './queries.ts';
import type { DatadogSettings } from './settings.ts';
import { toWebAddress } from './to-web-address.ts';

/** Monitors tagged with the service that alarm now, or did within the window. */
export async function askAlerts(
  { client, settings }: { client: DatadogClient; settings: DatadogSettings },
  question: Question,
  run: QuestionRun,
): Promise<Alert[]> {
  const web = toWebAddress(settings);
  const tag = `service:${toServiceTags(question.service, settings.environment).service}`;
  run.deepLink(`${web}/monitors/manage?q=${encodeURIComponent(`tag:"${tag}"`)}`);
  const alerts = toAlerts(await client.monitors(tag, run), question.service.name, question.window, web);
  return alerts.filter(({ labels }) => !isElsewhere(labels, question.place, ownWords(question.service)));
}
