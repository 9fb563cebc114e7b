import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { at, minute } from '../questions.ts';
import type { StandInReply, StandInRequest, StandInRoute } from '../stand-in.ts';

export const awsKeys = {
  access_key_id: 'AKIDEXAMPLE0123456789',
  secret_access_key: 'wJalrXUtnFEMIEXAMPLEKEY0123456789',
};

type Wire = Record<string, unknown>;

/** What the account holds about the service `checkout` of the cluster `shop`, and about no other. */
export interface AccountContent {
  /** Values by metric name, a minute at a time. */
  metrics?: Record<string, (at: number) => number | null>;
  metricStatus?: string;
  alarms?: Wire[];
  alarmsPerPage?: number;
  /** Error lines and all lines a minute. */
  linesPerMinute?: [number, number];
  lines?: { at: number; message: string }[];
  tasks?: Wire[];
  events?: Wire[];
  deployments?: Wire[];
  /** X-Ray's services with their edges. */
  serviceMap?: Wire[];
  images?: Record<string, string>;
  /** Answers Running so often before each result. */
  stillRunning?: number;
}

export function admitToAws(headers: IncomingHttpHeaders): string | undefined {
  const signed =
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE0123456789\/\d{8}\/eu-west-1\/(monitoring|logs|ecs|xray)\/aws4_request, SignedHeaders=[^,]*host[^,]*, Signature=[0-9a-f]{64}$/;
  return signed.test(headers.authorization ?? '') && headers['x-amz-date'] ? undefined : 'not signed';
}

const seconds = z.number().min(1e9).max(1e10);
const epoch = z.number().int().min(1e9).max(1e10);
const cluster = z.string();
const stat = z.strictObject({
  Metric: z.strictObject({
    Namespace: z.string(),
    MetricName: z.string(),
    Dimensions: z.array(z.strictObject({ Name: z.string(), Value: z.string().min(1) })).max(30),
  }),
  Period: z.literal(60),
  Stat: z.string().regex(/^(Sum|Average|Maximum|p\d+)$/),
});
const requests = {
  'GraniteServiceVersion20100801.GetMetricData': z.strictObject({
    MetricDataQueries: z
      .array(z.strictObject({ Id: z.string().regex(/^[a-z]\w*$/), MetricStat: stat, ReturnData: z.boolean() }))
      .min(1)
      .max(500),
    StartTime: seconds,
    EndTime: seconds,
    ScanBy: z.enum(['TimestampAscending', 'TimestampDescending']),
    NextToken: z.string().optional(),
  }),
  'GraniteServiceVersion20100801.DescribeAlarms': z.strictObject({
    AlarmTypes: z.array(z.enum(['MetricAlarm', 'CompositeAlarm'])).optional(),
    MaxRecords: z.number().int().min(1).max(100),
    NextToken: z.string().optional(),
  }),
  'GraniteServiceVersion20100801.ListMetrics': z.strictObject({ Namespace: z.string() }),
  'Logs_20140328.StartQuery': z.strictObject({
    logGroupNames: z
      .array(z.string().regex(/^[\w./#-]{1,512}$/))
      .min(1)
      .max(50),
    startTime: epoch,
    endTime: epoch,
    queryString: z.string(),
    limit: z.number().int().max(10_000),
  }),
  'Logs_20140328.GetQueryResults': z.strictObject({ queryId: z.string() }),
  'Logs_20140328.StopQuery': z.strictObject({ queryId: z.string() }),
  'Logs_20140328.DescribeLogGroups': z.strictObject({ limit: z.number().int().max(50) }),
  'AmazonEC2ContainerServiceV20141113.DescribeServices': z.strictObject({
    cluster,
    services: z.array(z.string()).min(1).max(10),
  }),
  'AmazonEC2ContainerServiceV20141113.ListTasks': z.strictObject({
    cluster,
    serviceName: z.string(),
    desiredStatus: z.enum(['RUNNING', 'STOPPED']),
    maxResults: z.number().int().max(100),
  }),
  'AmazonEC2ContainerServiceV20141113.DescribeTasks': z.strictObject({
    cluster,
    tasks: z.array(z.string()).min(1).max(100),
  }),
  'AmazonEC2ContainerServiceV20141113.ListServiceDeployments': z.strictObject({
    cluster,
    service: z.string(),
    createdAt: z.strictObject({ after: seconds, before: seconds }),
    maxResults: z.number().int().max(100),
    nextToken: z.string().optional(),
  }),
  'AmazonEC2ContainerServiceV20141113.DescribeServiceRevisions': z.strictObject({
    serviceRevisionArns: z.array(z.string()).min(1).max(20),
  }),
  'AmazonEC2ContainerServiceV20141113.ListClusters': z.strictObject({ maxResults: z.number().int().max(100) }),
} as const;
const graphRequest = z
  .strictObject({ StartTime: seconds, EndTime: seconds, NextToken: z.string().optional() })
  .refine(({ StartTime, EndTime }) => EndTime - StartTime <= 6 * 3_600, 'no more than six hours');
type Target = keyof typeof requests;

/** CloudWatch, Logs and ECS at one endpoint, told apart by their target header as on the wire. `refused` collects what AWS would not allow. */
export function awsRoutes(content: AccountContent, refused: string[] = [], seen: string[] = []): StandInRoute[] {
  const answers = accountAnswers(content);
  const answer = ({ headers, body }: StandInRequest): StandInReply => {
    const target = String(headers['x-amz-target']) as Target;
    const parsed = requests[target]?.safeParse(body);
    seen.push(target);
    if (!parsed?.success) {
      refused.push(`${target}: ${parsed?.error.message ?? 'no such operation'}`);
      return { status: 400, body: { __type: 'ValidationException', message: `${target} is not allowed so` } };
    }
    return answers(target, parsed.data as Wire);
  };
  const graph = ({ body }: StandInRequest): StandInReply => {
    const parsed = graphRequest.safeParse(body);
    if (!parsed.success) refused.push(`GetServiceGraph: ${parsed.error.message}`);
    return { body: { StartTime: at(-60) / 1000, EndTime: at(0) / 1000, Services: content.serviceMap ?? [] } };
  };
  return [
    { method: 'POST', path: '/', answer },
    { method: 'POST', path: '/ServiceGraph', answer: graph },
  ];
}

const failed = (type: string): StandInReply => ({ status: 400, body: { __type: type, message: type } });

function accountAnswers(content: AccountContent) {
  const queries = new Map<string, { text: string; from: number; to: number; polls: number }>();
  const isOurs = (input: Wire) =>
    input.cluster === 'shop' &&
    [input.service, input.serviceName, (input.services as string[] | undefined)?.[0]].includes('checkout');
  const handlers: Record<Target, (input: Wire) => StandInReply> = {
    'GraniteServiceVersion20100801.GetMetricData': (input) => ({ body: metricData(content, input) }),
    'GraniteServiceVersion20100801.DescribeAlarms': ({ NextToken }) => {
      const from = Number(NextToken ?? 0);
      const size = content.alarmsPerPage ?? 100;
      const all = content.alarms ?? [];
      return {
        body: {
          MetricAlarms: all.slice(from, from + size),
          CompositeAlarms: [],
          ...(from + size < all.length ? { NextToken: String(from + size) } : {}),
        },
      };
    },
    'GraniteServiceVersion20100801.ListMetrics': () => ({ body: { Metrics: [] } }),
    'Logs_20140328.StartQuery': (input) => {
      if (!content.lines && !content.linesPerMinute && (input.logGroupNames as string[])[0] !== '/ecs/checkout')
        return failed('ResourceNotFoundException');
      const queryId = `q${queries.size}`;
      queries.set(queryId, {
        text: String(input.queryString),
        from: Number(input.startTime) * 1000,
        to: Number(input.endTime) * 1000 + 1000,
        polls: 0,
      });
      return { body: { queryId } };
    },
    'Logs_20140328.GetQueryResults': ({ queryId }) => ({ body: logResults(content, queries.get(String(queryId))) }),
    // Nobody waits for this answer, so no test can tell when its connection is idle.
    'Logs_20140328.StopQuery': () => ({ body: { success: true }, headers: { connection: 'close' } }),
    'Logs_20140328.DescribeLogGroups': () => ({ body: { logGroups: [] } }),
    'AmazonEC2ContainerServiceV20141113.DescribeServices': (input) => ({
      body: {
        services: isOurs(input) ? [{ serviceName: 'checkout', events: content.events ?? [] }] : [],
        failures: [],
      },
    }),
    'AmazonEC2ContainerServiceV20141113.ListTasks': (input) => ({
      body: { taskArns: isOurs(input) ? (content.tasks ?? []).map(({ taskArn }) => taskArn) : [] },
    }),
    'AmazonEC2ContainerServiceV20141113.DescribeTasks': () => ({ body: { tasks: content.tasks ?? [], failures: [] } }),
    'AmazonEC2ContainerServiceV20141113.ListServiceDeployments': (input) => ({
      body: { serviceDeployments: isOurs(input) ? (content.deployments ?? []) : [] },
    }),
    'AmazonEC2ContainerServiceV20141113.DescribeServiceRevisions': ({ serviceRevisionArns }) => ({
      body: {
        serviceRevisions: (serviceRevisionArns as string[]).map((arn) => ({
          serviceRevisionArn: arn,
          containerImages: [{ containerName: 'checkout', image: content.images?.[arn] }],
        })),
        failures: [],
      },
    }),
    'AmazonEC2ContainerServiceV20141113.ListClusters': () => ({ body: { clusterArns: [] } }),
  };
  return (target: Target, input: Wire) => handlers[target](input);
}

function metricData(content: AccountContent, input: Wire): Wire {
  const { MetricDataQueries, StartTime, EndTime } =
    requests['GraniteServiceVersion20100801.GetMetricData'].parse(input);
  const times = Array.from(
    { length: Math.floor((EndTime - StartTime) / 60) },
    (_, i) => Math.ceil(StartTime / 60) * 60 + i * 60,
  );
  const MetricDataResults = MetricDataQueries.map(({ Id, MetricStat: { Metric } }) => {
    const isOurs = Metric.Dimensions.some(({ Value }) => ['checkout', 'app/checkout/1'].includes(Value));
    const value = isOurs ? content.metrics?.[Metric.MetricName] : undefined;
    const known = times.flatMap((time): [number, number][] => {
      const found = value?.(time * 1000);
      return found === null || found === undefined ? [] : [[time, found]];
    });
    return {
      Id,
      Label: Metric.MetricName,
      StatusCode: content.metricStatus ?? 'Complete',
      Timestamps: known.map(([time]) => time),
      Values: known.map(([, found]) => found),
    };
  });
  return { MetricDataResults, Messages: [] };
}

const utc = (time: number) => new Date(time).toISOString().replace('T', ' ').replace('Z', '');

function logResults(
  content: AccountContent,
  query: { text: string; from: number; to: number; polls: number } | undefined,
): Wire {
  if (!query) return { status: 'Unknown' };
  if (query.polls++ < (content.stillRunning ?? 0)) return { status: 'Running', results: [] };
  const [errors = 0, all = 0] = content.linesPerMinute ?? [];
  const row = (fields: Record<string, string>) => [
    ...Object.entries(fields).map(([field, value]) => ({ field, value })),
    { field: '@ptr', value: 'p' },
  ];
  if (!query.text.includes('stats count')) {
    const found = (content.lines ?? []).filter((line) => line.at >= query.from && line.at < query.to);
    return {
      status: 'Complete',
      results: found.map((line) =>
        row({ '@timestamp': utc(line.at), '@message': line.message, '@logStream': 'task/1' }),
      ),
    };
  }
  const step = Number(/bin\((\d+)m\)/.exec(query.text)?.[1]) * minute;
  const count = (query.text.startsWith('filter') ? errors : all) * (step / minute);
  if (count === 0) return { status: 'Complete', results: [] };
  const starts = Array.from({ length: Math.round((query.to - query.from) / step) }, (_, i) => query.from + i * step);
  return { status: 'Complete', results: starts.map((start) => row({ start: utc(start), lines: String(count) })) };
}

const sec = (minutes: number) => at(minutes) / 1000;

export const anAlarm = (name: string, state: string, minutes: number, more: Wire = {}): Wire => ({
  AlarmName: name,
  StateValue: state,
  StateReason: 'Threshold Crossed: 1 datapoint was greater than the threshold',
  StateUpdatedTimestamp: sec(minutes),
  StateTransitionedTimestamp: sec(minutes),
  MetricName: 'HTTPCode_Target_5XX_Count',
  Dimensions: [],
  ...more,
});

export const aTask = (id: string, minutes: number, more: Wire = {}): Wire => ({
  taskArn: `arn:aws:ecs:eu-west-1:1:task/shop/${id}`,
  stopCode: 'EssentialContainerExited',
  stoppedReason: 'Essential container in task exited',
  stoppedAt: sec(minutes),
  containers: [{ name: 'checkout', exitCode: 1 }],
  ...more,
});

export const aServiceEvent = (minutes: number, message: string): Wire => ({
  id: 'e',
  createdAt: sec(minutes),
  message,
});

export const aServiceDeployment = (id: string, minutes: number, revision: string, status = 'SUCCESSFUL'): Wire => ({
  serviceDeploymentArn: `arn:deployment/${id}`,
  targetServiceRevisionArn: `arn:revision/${revision}`,
  createdAt: sec(minutes),
  startedAt: sec(minutes),
  finishedAt: sec(minutes + 2),
  status,
});
