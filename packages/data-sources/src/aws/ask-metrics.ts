import type { MetricSeries, Point, Signal, Unit, Window } from '@incidentfox/incident';
import type { Ask } from '../data-source.ts';
import { errorRatioOf } from '../execution/error-ratio.ts';
import { type Asking, NotAsked, spanOf, weekEarlier } from '../execution/index.ts';
import type { AwsClient, CloudWatchQuery } from './client.ts';
import type { AwsNames } from './to-aws-names.ts';

/** CloudWatch keeps minutes for 15 days, which is enough for a week ago. */
const periodSeconds = 60;

interface Planned {
  readonly signal: Signal;
  readonly unit: Unit;
  readonly namespace: string;
  readonly metric: string;
  readonly stat: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly scale: number;
}

export async function askMetrics(
  client: AwsClient,
  names: AwsNames,
  ask: Ask,
  asking: Asking,
): Promise<MetricSeries[]> {
  const planned = planSignals(names);
  if (planned.length === 0) throw new NotAsked(`nothing in AWS is named for ${ask.service.name}; set services[].aws`);
  const span = spanOf(ask);
  const queries = planned.map((plan, i) => toQuery(plan, i));
  const [now, earlier] = await Promise.all([
    client.metricData(queries, span, asking),
    client.metricData(queries, weekEarlier(span, ask), asking).catch(() => {
      asking.warn('the week before could not be read');
      return [];
    }),
  ]);
  for (const { StatusCode: status, Label: label } of now) {
    if (status === 'Complete') continue;
    asking.warn(`${label ?? 'a metric'}: CloudWatch answered ${status ?? 'without a status'}`);
    asking.truncate({ by: 'vendor', shown: now.length });
  }
  const series = planned.flatMap((plan, i): MetricSeries[] => {
    const points = pointsOf(now, `m${i}`, plan, span);
    if (points.length === 0) return [];
    const before = pointsOf(earlier, `m${i}`, plan, weekEarlier(span, ask));
    return [
      {
        service: ask.service.name,
        signal: plan.signal,
        name: `${plan.namespace} ${plan.metric}`,
        unit: plan.unit,
        labels: plan.signal === 'saturation' ? { resource: plan.metric } : {},
        stepMs: periodSeconds * 1000,
        points,
        ...(before.length === 0 ? {} : { weekEarlier: before }),
      },
    ];
  });
  return [...series, ...errorRatioOf(series, 'errors / requests')].slice(0, asking.caps.series);
}

type Results = Awaited<ReturnType<AwsClient['metricData']>>;

/** On the grid of the period; a minute without a value is null. Pages bring parts of one metric. */
function pointsOf(results: Results, id: string, { scale }: Planned, span: Window): Point[] {
  const values = new Map<number, number>();
  for (const { Id, Timestamps = [], Values = [] } of results) {
    if (Id === id) for (const [i, time] of Timestamps.entries()) values.set(time.getTime(), (Values[i] ?? 0) * scale);
  }
  if (values.size === 0) return [];
  const step = periodSeconds * 1000;
  const first = Math.ceil(span.from / step) * step;
  return Array.from(
    { length: Math.max(0, Math.ceil((span.to - first) / step)) },
    (_, i): Point => [first + i * step, values.get(first + i * step) ?? null],
  );
}

function toQuery({ namespace, metric, dimensions, stat }: Planned, i: number): CloudWatchQuery {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  return {
    Id: `m${i}`,
    MetricStat: { Metric: { Namespace: namespace, MetricName: metric, Dimensions }, Period: periodSeconds, Stat: stat },
    ReturnData: true,
  };
}

/** Sums become rates, milliseconds seconds, per cent ratios. */
function planSignals(names: AwsNames): Planned[] {
  const on =
    (namespace: string, dimensions: Record<string, string>) =>
    (signal: Signal, unit: Unit, metric: string, stat: string, scale = 1): Planned => ({
      signal,
      unit,
      namespace,
      metric,
      stat,
      dimensions,
      scale,
    });
  const found: Planned[] = [];
  if (names.loadBalancer) {
    const balancer = on('AWS/ApplicationELB', {
      LoadBalancer: names.loadBalancer,
      ...(names.targetGroup ? { TargetGroup: names.targetGroup } : {}),
    });
    found.push(
      balancer('request_rate', '1/s', 'RequestCount', 'Sum', 1 / periodSeconds),
      balancer('error_rate', '1/s', 'HTTPCode_Target_5XX_Count', 'Sum', 1 / periodSeconds),
    );
    found.push(
      balancer('latency_p50', 's', 'TargetResponseTime', 'p50'),
      balancer('latency_p95', 's', 'TargetResponseTime', 'p95'),
      balancer('latency_p99', 's', 'TargetResponseTime', 'p99'),
    );
  }
  if (names.cluster && names.service) {
    const task = on('AWS/ECS', { ClusterName: names.cluster, ServiceName: names.service });
    found.push(
      task('saturation', 'ratio', 'CPUUtilization', 'Average', 0.01),
      task('saturation', 'ratio', 'MemoryUtilization', 'Maximum', 0.01),
    );
  }
  if (names.function) {
    const lambda = on('AWS/Lambda', { FunctionName: names.function });
    found.push(
      lambda('request_rate', '1/s', 'Invocations', 'Sum', 1 / periodSeconds),
      lambda('error_rate', '1/s', 'Errors', 'Sum', 1 / periodSeconds),
      lambda('latency_p95', 's', 'Duration', 'p95', 0.001),
    );
  }
  if (names.queue)
    found.push(on('AWS/SQS', { QueueName: names.queue })('queue_age', 's', 'ApproximateAgeOfOldestMessage', 'Maximum'));
  if (names.database) {
    const database = on('AWS/RDS', { DBInstanceIdentifier: names.database });
    found.push(
      database('saturation', 'ratio', 'CPUUtilization', 'Average', 0.01),
      database('custom', 'count', 'DatabaseConnections', 'Maximum'),
    );
  }
  return found;
}
