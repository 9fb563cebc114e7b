import { checkWith } from '../answering/index.ts';
import type { Check } from '../data-source.ts';
import { type AwsClient, present } from './client.ts';
import type { AwsSettings } from './settings.ts';

/** One cheap read per capability. */
export function checkAws(client: AwsClient, settings: AwsSettings, signal: AbortSignal): Promise<Check[]> {
  const reader = { signal };
  const needs = (action: string) => ({
    forbidden: `Allow ${action}.`,
    auth: 'Check the credentials: wrong, expired, or none were found.',
  });
  return Promise.all([
    checkWith(
      'metrics',
      async () =>
        `may list metrics in ${settings.region} (${await client.probeMetrics(reader)} of ECS on the first page)`,
      needs('cloudwatch:ListMetrics and cloudwatch:GetMetricData'),
    ),
    checkWith(
      'alerts',
      async () => {
        await client.probeAlarms(reader);
        return 'may describe alarms';
      },
      needs('cloudwatch:DescribeAlarms'),
    ),
    checkWith(
      'logs',
      () =>
        client.using(reader, 'logs:DescribeLogGroups', async () => {
          const [sdk, logs] = await client.logs(reader);
          present(
            (await logs.send(new sdk.DescribeLogGroupsCommand({ limit: 1 }), { abortSignal: signal })).logGroups,
            client.name,
          );
          return 'may describe log groups';
        }),
      needs('logs:DescribeLogGroups, logs:StartQuery, logs:GetQueryResults and logs:StopQuery'),
    ),
    checkWith(
      'infra',
      () =>
        client.using(reader, 'ecs:ListClusters', async () => {
          const [sdk, ecs] = await client.ecs(reader);
          present(
            (await ecs.send(new sdk.ListClustersCommand({ maxResults: 1 }), { abortSignal: signal })).clusterArns,
            client.name,
          );
          return 'may list ECS clusters';
        }),
      needs('ecs:List* and ecs:Describe*'),
    ),
  ]);
}
