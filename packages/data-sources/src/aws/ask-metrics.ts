import type { MetricSeries, Point, Signal, Unit, Window } from '@incidentfox/incident';
import { errorRatioOf } from '../answering/error-ratio.ts';
import { type QuestionRun, SkipQuestion, spanOf, weekEarlier } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import type { AwsClient, CloudWatchQuery } from './client.ts';
import { metricPeriodSeconds } from './limits.ts';
import type { AwsSettings } from './settings.ts';
import { type AwsNames, pickAwsNames } from './to-aws-names.ts';

interface PlannedMetric {
  readonly signal: Signal;
  readonly unit: Unit;
  readonly namespace: string;
  readonly metric: string;
  readonly stat: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly scale: number;
}

/** What CloudWatch counts of the service, baseline and window, and the same a week earlier. */
export async function askMetrics(
  { client, settings }: { client: AwsClient; settings: AwsSettings },
  question: Question,
  run: QuestionRun,
): Promise<MetricSeries[]> {
  const names = pickAwsNames(question, settings, run);
  if (names === null) return [];
  const planned = planSignals(names);
  if (planned.length === 0)
    throw new SkipQuestion(`nothing in AWS is named for ${question.service.name}; set services[].aws`);
  const span = spanOf(question);
  const queries = planned.map((plan, i) => toQuery(plan, i));
  const [now, earlier] = await Promise.all([
    client.metricData(queries, span, run),
    client.metricData(queries, weekEarlier(span, question), run).catch(() => {
      run.warn('the week before could not be read');
      return [];
    }),
  ]);
  for (const { StatusCode: status, Label: label } of now) {
    if (status === 'Complete') continue;
    run.warn(`${label ?? 'a metric'}: CloudWatch answered ${status ?? 'without a status'}`);
    run.truncate({ by: 'vendor', shown: now.length });
  }
  const series = planned.flatMap((plan, i): MetricSeries[] => {
    const points = pointsOf(now, `m${i}`, plan, span);
    if (points.length === 0) return [];
    const before = pointsOf(earlier, `m${i}`, plan, weekEarlier(span, question));
    return [
      {
        service: question.service.name,
        signal: plan.signal,
        name: `${plan.namespace} ${plan.metric}`,
        unit: plan.unit,
        labels: plan.signal === 'saturation' ? { resource: plan.metric } : {},
        stepMs: metricPeriodSeconds * 1000,
        points,
        ...(before.length === 0 ? {} : { weekEarlier: before }),
      },
    ];
  });
  return [...series, ...errorRatioOf(series, 'errors / requests')].slice(0, run.caps.series);
}

type Results = Awaited<ReturnType<AwsClient['metricData']>>;

/** On the grid of the period; a minute without a value is null. Pages bring parts of one metric. */
function pointsOf(results: Results, id: string, { scale }: PlannedMetric, span: Window): Point[] {
  const values = new Map<number, number>();
  for (const { Id, Timestamps = [], Values = [] } of results) {
    if (Id === id) for (const [i, time] of Timestamps.entries()) values.set(time.getTime(), (Values[i] ?? 0) * scale);
  }
  if (values.size === 0) return [];
  const step = metricPeriodSeconds * 1000;
  const first = Math.ceil(span.from / step) * step;
  return Array.from(
    { length: Math.max(0, Math.ceil((span.to - first) / step)) },
    (_, i): Point => [first + i * step, values.get(first + i * step) ?? null],
  );
}

function toQuery({ namespace, metric, dimensions, stat }: PlannedMetric, i: number): CloudWatchQuery {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  return {
    Id: `m${i}`,
    MetricStat: {
      Metric: { Namespace: namespace, MetricName: metric, Dimensions },
      Period: metricPeriodSeconds,
      Stat: stat,
    },
    ReturnData: true,
  };
}

/** Sums become rates, milliseconds seconds, per cent ratios. */
function planSignals(names: AwsNames): PlannedMetric[] {
  const on =
    (namespace: string, dimensions: Record<string, string>) =>
    (signal: Signal, unit: Unit, metric: string, stat: string, scale = 1): PlannedMetric => ({
      signal,
      unit,
      namespace,
      metric,
      stat,
      dimensions,
      scale,
    });
  const found: PlannedMetric[] = [];
  if (names.loadBalancer) {
    const balancer = on('AWS/ApplicationELB', {
      LoadBalancer: names.loadBalancer,
      ...(names.targetGroup ? { TargetGroup: names.targetGroup } : {}),
    });
    found.push(
      balancer('request_rate', '1/s', 'RequestCount', 'Sum', 1 / metricPeriodSeconds),
      balancer('error_rate', '1/s', 'HTTPCode_Target_5XX_Count', 'Sum', 1 / metricPeriodSeconds),
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
      lambda('request_rate', '1/s', 'Invocations', 'Sum', 1 / metricPeriodSeconds),
      lambda('error_rate', '1/s', 'Errors', 'Sum', 1 / metricPeriodSeconds),
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
