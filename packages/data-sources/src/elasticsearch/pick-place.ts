import { type QuestionRun, spanOf } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import { ownWords } from '../environment/own-words.ts';
import { type PlaceLabels, placeOfSeries } from '../environment/place-labels.ts';
import type { ElasticsearchClient } from './client.ts';
import { type Clause, inPlace, type LogFields, placeSearch } from './queries.ts';

/** Fields that say where a line comes from, in ECS and in what shippers write. */
export const placeFields: PlaceLabels = [
  {
    part: 'environment',
    labels: [
      'service.environment',
      'deployment.environment',
      'deployment.environment.name',
      'labels.environment',
      'labels.env',
      'kubernetes.labels.environment',
      'kubernetes.labels.env',
      'environment',
      'env',
    ].flatMap(withTwin),
  },
  { part: 'cluster', labels: ['orchestrator.cluster.name', 'kubernetes.cluster.name', 'cluster'].flatMap(withTwin) },
  { part: 'region', labels: ['cloud.region', 'region'].flatMap(withTwin) },
  {
    part: 'namespace',
    labels: ['kubernetes.namespace', 'kubernetes.namespace_name', 'service.namespace'].flatMap(withTwin),
  },
];

function withTwin(field: string): string[] {
  return [field, `${field}.keyword`];
}

/** Clauses that leave only the lines in the wanted place; null when there are none: the answer then says so. */
export async function pickPlace(
  { client, fields, timeout }: { client: ElasticsearchClient; fields: LogFields; timeout: string },
  question: Question,
  run: QuestionRun,
  filter: readonly Clause[],
): Promise<Clause[] | null> {
  const { matches, told, open } = await placeOfSeries(question.place, {
    vocabulary: placeFields,
    present: new Set(fields.places),
    own: ownWords(question.service),
    async valuesOf(field, under) {
      const search = placeSearch(fields, field, [...filter, ...inPlace(under)], { span: spanOf(question), timeout });
      const { aggregations } = await client.search(search, run);
      return (aggregations?.places?.buckets.items ?? []).map(({ key }) => key);
    },
  });
  if (told !== null) run.warn(told);
  if (open !== null) run.leaveOpen(`${question.service.name} was ${open}`);
  return matches === null ? null : inPlace(matches);
}
