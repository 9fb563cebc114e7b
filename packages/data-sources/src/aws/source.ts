import type { DataSource, DataSourceDefinition } from '../data-source.ts';
import { changeRate, withinWindow } from '../deployments/change-rate.ts';
import { type Answerer, answerChanges, answerWith, checkWith } from '../execution/index.ts';
import { askLogs } from './ask-logs.ts';
import { askMetrics } from './ask-metrics.ts';
import { type AwsClient, connectAws, present } from './client.ts';
import { readDeployments, readInfra } from './read-ecs.ts';
import { type AwsSettings, awsSettings } from './settings.ts';
import { toAlerts } from './to-alerts.ts';
import { toAwsNames } from './to-aws-names.ts';

/** AWS: CloudWatch metrics, alarms and logs, and what ECS deployed and stopped. */
export const aws: DataSourceDefinition<typeof awsSettings> = {
  kind: 'aws',
  title: 'AWS',
  settings: awsSettings,
  create: ({ id, settings, now }) => createAws({ id, kind: 'aws', now }, settings, connectAws(settings, id)),
};

function createAws(source: Answerer, settings: AwsSettings, client: AwsClient): DataSource {
  const namesOf = (service: Parameters<typeof toAwsNames>[0]) => toAwsNames(service, settings.ecs_cluster);
  return {
    id: source.id,
    kind: source.kind,
    capabilities: new Set(['metrics', 'alerts', 'logs', 'infra', 'changes'] as const),
    check: (signal) => checkAws(client, settings, signal),
    metrics: (ask) => answerWith(source, ask, (asking) => askMetrics(client, namesOf(ask.service), ask, asking)),
    logs: (ask) => answerWith(source, ask, (asking) => askLogs(client, namesOf(ask.service), ask, asking)),
    infra: (ask) =>
      answerWith(source, ask, (asking) =>
        readInfra(client, namesOf(ask.service), { service: ask.service.name, window: ask.window }, asking),
      ),
    alerts: (ask) =>
      answerWith(source, ask, async (asking) =>
        toAlerts(await client.alarms(asking), ask.service, namesOf(ask.service), ask.window, settings.region),
      ),
    changes: (ask) =>
      answerChanges(source, ask, async (asking) => {
        const stretch = { from: Math.min(ask.history.from, ask.window.from), to: ask.window.to };
        const all = await readDeployments(client, namesOf(ask.service), { service: ask.service.name, stretch }, asking);
        return { changes: withinWindow(all, ask), history: changeRate(all, ask) };
      }),
  };
}

function checkAws(client: AwsClient, settings: AwsSettings, signal: AbortSignal) {
  const reader = { signal };
  const needs = (action: string) => ({
    forbidden: `Allow ${action}.`,
    auth: 'Check the credentials: wrong, expired, or none were found.',
  });
  return Promise.all([
    checkWith(
      'metrics',
      async () =>
        `may list metrics in ${settings.region} (${await client.glanceAtMetrics(reader)} of ECS on the first page)`,
      needs('cloudwatch:ListMetrics and cloudwatch:GetMetricData'),
    ),
    checkWith(
      'alerts',
      async () => {
        await client.glanceAtAlarms(reader);
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
