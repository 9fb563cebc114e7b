import { aws } from '../../src/aws/index.ts';
import { awsSettings } from '../../src/aws/settings.ts';
import type { DataSource } from '../../src/data-source.ts';
import { alarmAt, aQuestion, at } from '../questions.ts';
import { settled } from '../settled.ts';
import { type StandIn, startStandIn } from '../stand-in.ts';
import {
  type AccountContent,
  admitToAws,
  anAlarm,
  aServiceDeployment,
  aServiceEvent,
  aTask,
  awsKeys,
  awsRoutes,
} from './stand-in-aws.ts';

const names = { cluster: 'shop', service: 'checkout', load_balancer: 'app/checkout/1', log_group: '/ecs/checkout' };
const question = () => aQuestion({ vendorNames: { aws: names } });

describe('the official clients against a stand-in of their wire', () => {
  let vendor: StandIn;
  let refused: string[];
  let seen: string[];
  async function sourceOver(content: AccountContent): Promise<DataSource> {
    [refused, seen] = [[], []];
    vendor = await startStandIn(awsRoutes(content, refused, seen), admitToAws);
    return aws.create({
      id: 'aws',
      settings: settled(awsSettings.parse({ region: 'eu-west-1', url: vendor.url, ...awsKeys })),
      now: () => alarmAt,
    });
  }
  afterEach(async () => {
    expect([...refused, ...vendor.refused]).toEqual([]);
    await vendor.close();
  });

  test('metrics in our units, with the error ratio and the week before', async () => {
    const source = await sourceOver({
      metrics: {
        RequestCount: () => 1200,
        HTTPCode_Target_5XX_Count: (time) => (time >= at(-5) ? 300 : null),
        TargetResponseTime: () => 0.25,
        CPUUtilization: () => 80,
      },
    });
    const answer = await source.metrics?.(question());
    expect(answer?.state).toBe('ok');
    const points = (signal: string) => answer?.items.find((one) => one.signal === signal)?.points ?? [];
    expect(points('request_rate')[0]?.[1]).toBe(20);
    expect(points('latency_p95')[0]?.[1]).toBe(0.25);
    expect(points('saturation')[0]?.[1]).toBeCloseTo(0.8);
    expect(points('error_ratio')[0]).toEqual([question().baselines.before.from, 0]);
    expect(points('error_ratio').at(-1)?.[1]).toBe(0.25);
    expect(answer?.items[0]?.weekEarlier?.length).toBeGreaterThan(100);
  });

  test('a metric CloudWatch calls partial makes the answer partial', async () => {
    const source = await sourceOver({ metrics: { RequestCount: () => 60 }, metricStatus: 'PartialData' });
    expect(await source.metrics?.(question())).toMatchObject({ state: 'partial', truncated: { by: 'vendor' } });
  });

  test('alarms on the load balancer or named after the service, and no others', async () => {
    const on = (Value: string) => ({ Dimensions: [{ Name: 'LoadBalancer', Value }] });
    const source = await sourceOver({
      alarms: [
        anAlarm('alb-5xx', 'ALARM', -3, on('app/checkout/1')),
        anAlarm('Checkout latency', 'OK', -10),
        anAlarm('other', 'ALARM', -3, on('app/other/1')),
        anAlarm('checkoutless', 'ALARM', -3),
        anAlarm('checkout old', 'OK', -900),
      ],
    });
    expect(
      (await source.alerts?.(question()))?.items.map(({ name, state, startedAt }) => [name, state, startedAt]),
    ).toEqual([
      ['alb-5xx', 'firing', at(-3)],
      ['Checkout latency', 'resolved', at(-10)],
    ]);
  });

  test('logs are counted by Logs Insights, which is asked until it is done', async () => {
    const source = await sourceOver({
      linesPerMinute: [2, 10],
      lines: [{ at: at(-4), message: 'ERROR timeout' }],
      stillRunning: 1,
    });
    const answer = await source.logs?.(question());
    expect(answer?.items.map(({ level, total, baselines }) => [level, total, baselines[0]?.total])).toEqual([
      ['error', 140, 140],
      ['all', 700, 700],
    ]);
    expect(answer?.items[0]?.lines).toEqual([{ at: at(-4), message: 'ERROR timeout', host: 'task/1' }]);
  });

  test('a query nobody waits for any longer is stopped', async () => {
    const source = await sourceOver({ linesPerMinute: [1, 1], stillRunning: 1_000 });
    const stop = new AbortController();
    const asked = source.logs?.({ ...question(), signal: stop.signal });
    const queries = 6;
    const until = async (target: string) => {
      while (seen.filter((one) => one === target).length < queries)
        await new Promise((resolve) => setImmediate(resolve));
    };
    await until('Logs_20140328.GetQueryResults');
    // A later answer has arrived, so the earlier ones have too, and all six queries wait for their next look.
    await source.alerts?.(question());
    stop.abort();
    expect(await asked).toMatchObject({ state: 'failed', failure: { kind: 'timeout' } });
    await until('Logs_20140328.StopQuery');
  });

  test('stopped tasks and what the service says; a deployment stopping old tasks is no trouble', async () => {
    const source = await sourceOver({
      tasks: [
        aTask('t1', -3, {
          containers: [{ exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' }],
        }),
        aTask('t2', -4),
        aTask('t3', -5, { stopCode: 'ServiceSchedulerInitiated' }),
        aTask('t4', -900),
      ],
      events: [
        aServiceEvent(-8, '(service checkout) was unable to place a task'),
        aServiceEvent(-2, '(service checkout) has reached a steady state.'),
      ],
    });
    expect(
      (await source.infra?.(question()))?.items.map(({ kind, object, exitCode }) => [kind, object, exitCode]),
    ).toEqual([
      ['unschedulable', 'checkout', undefined],
      ['task_stopped', 't2', 1],
      ['oom_killed', 't1', 137],
    ]);
  });

  test('deployments with their images; what ECS rolled back has failed', async () => {
    const images = {
      'arn:revision/1': 'acme/checkout:v1',
      'arn:revision/2': 'acme/checkout:v2',
      'arn:revision/3': 'acme/checkout:v3',
    };
    const source = await sourceOver({
      deployments: [
        aServiceDeployment('c', -5, '3', 'ROLLBACK_SUCCESSFUL'),
        aServiceDeployment('b', -30, '2'),
        aServiceDeployment('a', -900, '1'),
      ],
      images,
    });
    const answer = await source.changes?.(question());
    expect(answer?.history).toMatchObject({ count: 1 });
    expect(
      answer?.items.map(({ kind, status, version, previousVersion }) => [kind, status, version, previousVersion]),
    ).toEqual([
      ['deploy', 'failed', 'v3', 'v2'],
      ['deploy', 'succeeded', 'v2', 'v1'],
    ]);
  });
});

test.each([
  ['AccessDeniedException', 'forbidden'],
  ['UnrecognizedClientException', 'auth'],
  ['ThrottlingException', 'rate_limited'],
  ['ResourceNotFoundException', 'not_found'],
])('%s is told as %s', async (type, kind) => {
  const vendor = await startStandIn(
    [{ method: 'POST', path: '/', answer: () => ({ status: 400, body: { __type: type, message: 'no' } }) }],
    () => undefined,
  );
  const source = aws.create({
    id: 'aws',
    settings: settled(awsSettings.parse({ region: 'eu-west-1', url: vendor.url, ...awsKeys })),
    now: () => alarmAt,
  });
  expect(await source.alerts?.(question())).toMatchObject({ state: 'failed', failure: { kind } });
  await vendor.close();
});
