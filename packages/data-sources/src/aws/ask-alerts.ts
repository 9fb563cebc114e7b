import type { Alert } from '@incidentfox/incident';
import type { QuestionRun } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import { ownWords } from '../environment/own-words.ts';
import { isElsewhere } from '../environment/place-labels.ts';
import type { AwsClient } from './client.ts';
import type { AwsSettings } from './settings.ts';
import { toAlerts } from './to-alerts.ts';
import { pickAwsNames } from './to-aws-names.ts';

/** CloudWatch alarms on the service, or named after it. */
export async function askAlerts(
  { client, settings }: { client: AwsClient; settings: AwsSettings },
  question: Question,
  run: QuestionRun,
): Promise<Alert[]> {
  const names = pickAwsNames(question, settings, run);
  if (names === null) return [];
  const own = ownWords(question.service);
  const alarms = (await client.alarms(run)).filter(
    ({ AlarmName = '' }) => !isElsewhere({ namespace: AlarmName }, question.place, own),
  );
  return toAlerts(alarms, question.service, names, question.window, settings.region);
}
