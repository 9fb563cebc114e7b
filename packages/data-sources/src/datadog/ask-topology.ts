import type { Edge } from '@incidentfox/incident';
import { type QuestionRun, SkipQuestion } from '../answering/index.ts';
import type { Question, SweepQuestion } from '../data-source.ts';
import { environmentKind } from '../environment/environment-kind.ts';
import { assumedPlace, type WantedPlace } from '../environment/wanted-place.ts';
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

/** Who calls whom in the whole environment. */
export async function sweepTopology(
  { client, settings }: { client: DatadogClient; settings: DatadogSettings },
  { place, window }: SweepQuestion,
  run: QuestionRun,
): Promise<Edge[]> {
  for (const environment of environmentsToTry(settings, place)) {
    run.query(`/api/v1/service_dependencies?env=${environment}`);
    const all = await client.allDependencies(environment, window, run);
    const edges = Object.entries(all).flatMap(([from, { calls }]) =>
      (calls ?? []).map((to): Edge => ({ from, to, foundBy: 'trace', observed: window })),
    );
    if (Object.keys(all).length > 0) return edges;
  }
  return [];
}

const spellings: Readonly<Record<string, readonly string[]>> = {
  production: ['prod', 'production'],
  staging: ['staging', 'stage', 'stg'],
  development: ['dev', 'development'],
};

/** The configured value of `env`, else the ways in which the wanted environment is mostly written. */
export function environmentsToTry(
  { environment }: Pick<DatadogSettings, 'environment'>,
  { environment: wanted }: WantedPlace = assumedPlace,
): string[] {
  if (environment !== undefined) return [environment];
  const kind = environmentKind(wanted);
  const isPlain = kind !== null && (spellings[kind]?.includes(wanted.toLowerCase()) ?? false);
  return isPlain && kind !== null ? [...(spellings[kind] ?? [wanted])] : [wanted];
}
