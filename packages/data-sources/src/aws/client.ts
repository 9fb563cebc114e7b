import { Failure } from '@incidentfox/failures';
import type { Window } from '@incidentfox/incident';
import type { QuestionRun } from '../answering/index.ts';
import { followPages, type Requester } from '../vendor-http/index.ts';
import { awsCredentials, connectToAws } from './sdk/credentials.ts';
import { createRequestHandler } from './sdk/request-handler.ts';
import { toFailure } from './sdk/to-failure.ts';
import type { AwsSettings } from './settings.ts';

type CloudWatch = typeof import('@aws-sdk/client-cloudwatch');
type Logs = typeof import('@aws-sdk/client-cloudwatch-logs');
type Ecs = typeof import('@aws-sdk/client-ecs');
type XRay = typeof import('@aws-sdk/client-xray');
export type CloudWatchQuery = import('@aws-sdk/client-cloudwatch').MetricDataQuery;

/** The official clients, loaded when the first question needs them. Every call throws a Failure. */
export type AwsClient = ReturnType<typeof connectAws>;

export function connectAws(settings: AwsSettings, name: string) {
  const { region, url } = settings;
  const connection = connectToAws(name, region, settings, url);
  const credentials = awsCredentials(settings, connection, url);
  const configFor = (reader: Requester) => ({
    region,
    maxAttempts: 2,
    requestHandler: createRequestHandler({ name, connection, timeoutMs: settings.timeout_seconds * 1000 }, reader),
    ...(url === undefined ? {} : { endpoint: url }),
    credentials,
  });
  async function using<T>(reader: Requester, operation: string, work: () => Promise<T>): Promise<T> {
    reader.query?.(operation);
    try {
      return await work();
    } catch (thrown) {
      throw toFailure(thrown, name);
    }
  }
  const cloudWatch = async (reader: Requester): Promise<[CloudWatch, InstanceType<CloudWatch['CloudWatchClient']>]> => {
    const sdk = await import('@aws-sdk/client-cloudwatch');
    return [sdk, new sdk.CloudWatchClient(configFor(reader))];
  };
  const logs = async (reader: Requester): Promise<[Logs, InstanceType<Logs['CloudWatchLogsClient']>]> => {
    const sdk = await import('@aws-sdk/client-cloudwatch-logs');
    return [sdk, new sdk.CloudWatchLogsClient(configFor(reader))];
  };
  const ecs = async (reader: Requester): Promise<[Ecs, InstanceType<Ecs['ECSClient']>]> => {
    const sdk = await import('@aws-sdk/client-ecs');
    return [sdk, new sdk.ECSClient(configFor(reader))];
  };
  const xray = async (reader: Requester): Promise<[XRay, InstanceType<XRay['XRayClient']>]> => {
    const sdk = await import('@aws-sdk/client-xray');
    return [sdk, new sdk.XRayClient(configFor(reader))];
  };
  return { name, region, ...metricsOver(cloudWatch, using, name), using, logs, ecs, xray };
}

type Using = <T>(reader: Requester, operation: string, work: () => Promise<T>) => Promise<T>;

function metricsOver(
  open: (reader: Requester) => Promise<[CloudWatch, InstanceType<CloudWatch['CloudWatchClient']>]>,
  using: Using,
  name: string,
) {
  return {
    metricData: (queries: readonly CloudWatchQuery[], { from, to }: Window, run: QuestionRun) =>
      using(
        run,
        `cloudwatch:GetMetricData ${JSON.stringify(queries.map(({ MetricStat }) => [MetricStat?.Metric, MetricStat?.Stat]))}`,
        async () => {
          const [sdk, client] = await open(run);
          return followPages(run, 'metric results', async (NextToken) => {
            const input = {
              MetricDataQueries: [...queries],
              StartTime: new Date(from),
              EndTime: new Date(to),
              ScanBy: 'TimestampAscending' as const,
              NextToken,
            };
            const answer = await client.send(new sdk.GetMetricDataCommand(input), { abortSignal: run.signal });
            return { items: present(answer.MetricDataResults, name), next: answer.NextToken };
          });
        },
      ),

    alarms: (run: QuestionRun) =>
      using(run, 'cloudwatch:DescribeAlarms', async () => {
        const [sdk, client] = await open(run);
        return followPages(run, 'alarms', async (NextToken) => {
          const input = { AlarmTypes: ['MetricAlarm' as const], MaxRecords: 100, NextToken };
          const answer = await client.send(new sdk.DescribeAlarmsCommand(input), { abortSignal: run.signal });
          return { items: present(answer.MetricAlarms, name), next: answer.NextToken };
        });
      }),

    probeAlarms: (reader: Requester) =>
      using(reader, 'cloudwatch:DescribeAlarms', async () => {
        const [sdk, client] = await open(reader);
        present(
          (await client.send(new sdk.DescribeAlarmsCommand({ MaxRecords: 1 }), { abortSignal: reader.signal }))
            .MetricAlarms,
          name,
        );
      }),

    probeMetrics: (reader: Requester) =>
      using(reader, 'cloudwatch:ListMetrics', async () => {
        const [sdk, client] = await open(reader);
        return present(
          (await client.send(new sdk.ListMetricsCommand({ Namespace: 'AWS/ECS' }), { abortSignal: reader.signal }))
            .Metrics,
          name,
        ).length;
      }),
  };
}

/** The SDK gives undefined for what an answer lacks; a list that is always there must be there. */
export function present<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Failure('contract', `${name} answered in an unexpected shape`);
  return value;
}
