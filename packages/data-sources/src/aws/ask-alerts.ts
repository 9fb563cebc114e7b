import type { Alert } from '@incidentfox/incident';
import type { QuestionRun } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import type { AwsClient } from './client.ts';
import type { AwsSettings } from './settings.ts';
import { toAlerts } from './to-alerts.ts';
import { toAwsNames } from './to-aws-names.ts';

/** CloudWatch alarms on the service, or named after it. */
export async function askAlerts(
  { client, settings }: { client: AwsClient; settings: AwsSettings },
  question: Question,
  run: QuestionRun,
): Promise<Alert[]> {
  const names = toAwsNames(question.service, settings.ecs_cluster);
  return toAlerts(await client.alarms(run), question.service, names, question.window, settings.region);
}
