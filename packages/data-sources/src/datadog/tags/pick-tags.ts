import { Failure } from '@incidentfox/failures';
import type { QuestionRun } from '../../answering/index.ts';
import { spanOf } from '../../answering/index.ts';
import type { Question } from '../../data-source.ts';
import { choosePlaces, listed } from '../../environment/choose-places.ts';
import type { DatadogClient } from '../client.ts';
import { minStepMs } from '../limits.ts';
import { filterOf, type ServiceTags, toServiceTags } from '../queries.ts';
import type { DatadogSettings } from '../settings.ts';

/**
 * How the service is tagged in the wanted environment. Where nobody configured the value of `env`, those that its requests and
 * containers have are looked up. Null when there is only another, or several of one kind: the answer then says so.
 */
export async function pickTags(
  { client, settings }: { client: DatadogClient; settings: DatadogSettings },
  question: Question,
  run: QuestionRun,
): Promise<ServiceTags | null> {
  const tags = toServiceTags(question.service, settings.environment);
  const { place } = question;
  if (tags.environment !== undefined) {
    const named = { item: tags, name: `env:${tags.environment}`, place: { environment: tags.environment } };
    return chosenOf(choosePlaces([named], place, { areNamed: true }), question, run);
  }
  const values = await environmentsOf(client, tags, question, run).catch((thrown: unknown): string[] => {
    // Logs and events may be readable where metrics are not.
    if (!(thrown instanceof Failure) || thrown.kind !== 'forbidden') throw thrown;
    run.warn('the environments of the service may not be read with this key');
    return [];
  });
  const candidates = values.map((value) => ({
    item: { ...tags, environment: value } as ServiceTags,
    name: `env:${value}`,
    place: { environment: value },
  }));
  // Without any tag the service is asked about as it is: what says nothing is production.
  const all = candidates.length > 0 ? candidates : [{ item: tags, name: 'no env tag' }];
  return chosenOf(choosePlaces(all, place, { atMost: 'one' }), question, run);
}

function chosenOf(
  { chosen, leftOut, open }: ReturnType<typeof choosePlaces<ServiceTags>>,
  { service }: Question,
  run: QuestionRun,
): ServiceTags | null {
  if (open !== null) run.leaveOpen(`${service.name} was ${open}`);
  const [tags] = chosen;
  if (tags !== undefined && leftOut.length > 0)
    run.warn(`looked only at env:${tags.environment}, not at ${listed(leftOut)}`);
  return tags ?? null;
}

/** The values of `env` on the service's requests and containers. */
async function environmentsOf(
  client: DatadogClient,
  tags: ServiceTags,
  question: Question,
  run: QuestionRun,
): Promise<string[]> {
  const span = spanOf(question);
  const { series } = await client.timeseries(
    [
      { data_source: 'apm_metrics', stat: 'hits', service: tags.service, group_by: ['env'] },
      { data_source: 'metrics', query: `sum:container.cpu.usage{${filterOf(tags)}} by {env}` },
    ],
    span,
    Math.max(minStepMs, span.to - span.from),
    run,
  );
  const values = series
    .flatMap(({ group_tags: groups }) => groups ?? [])
    .flatMap((tag) => /^env:(.+)$/.exec(tag)?.[1] ?? []);
  return [...new Set(values)].filter((value) => value.toLowerCase() !== 'n/a').sort();
}
