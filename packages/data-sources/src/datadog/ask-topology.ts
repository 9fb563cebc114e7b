import type { Edge } from '@incidentfox/incident';
import { type QuestionRun, SkipQuestion } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import type { DatadogClient } from './client.ts';
import type { DatadogSettings } from './settings.ts';
import { pickTags } from './tags/pick-tags.ts';
import { toWebAddress } from './to-web-address.ts';

/** Whom the service calls and who calls it, as APM saw it in the window. */
export async function askTopology(
  { client, settings }: { client: DatadogClient; settings: DatadogSettings },
  question: Question,
  run: QuestionRun,
): Promise<Edge[]> {
  const tags = await pickTags({ client, settings }, question, run);
  if (tags === null) return [];
  const { service, environment } = tags;
  if (environment === undefined)
    throw new SkipQuestion('service dependencies are kept per environment; set tools.datadog.environment');
  const page = `env=${encodeURIComponent(environment)}&service=${encodeURIComponent(service)}`;
  run.deepLink(`${toWebAddress(settings)}/apm/map?${page}`);
  const { calls, called_by: calledBy } = await client.dependencies(service, environment, question.window, run);
  const edge = (from: string, to: string): Edge => ({ from, to, foundBy: 'trace', observed: question.window });
  return [
    ...(calls ?? []).map((to) => edge(question.service.name, to)),
    ...(calledBy ?? []).map((from) => edge(from, question.service.name)),
  ];
}
