import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '@incidentfox/secrets';
import type { DataSource } from '../../src/data-source.ts';
import { kubernetes } from '../../src/kubernetes/index.ts';
import { kubernetesSettings } from '../../src/kubernetes/settings.ts';
import { alarmAt, aQuestion, at, iso } from '../questions.ts';
import type { StandIn } from '../stand-in.ts';
import {
  aDeployment,
  aNode,
  anEvent,
  aPod,
  aReplicaSet,
  aTemplate,
  type ClusterObjects,
  clusterToken,
  startCluster,
} from './stand-in-cluster.ts';

let cluster: StandIn;
afterEach(async () => {
  expect(cluster.refused).toEqual([]);
  await cluster.close();
});

async function sourceOver(
  objects: ClusterObjects,
  more: { pageSize?: number; token?: Secret; settings?: object } = {},
): Promise<DataSource> {
  cluster = await startCluster(objects, more.pageSize);
  const settings = kubernetesSettings.parse({ url: cluster.url, default_namespace: 'shop', ...more.settings });
  const token = more.token ?? new Secret('plain', clusterToken);
  return kubernetes.create({ id: 'kubernetes', settings: { ...settings, token }, now: () => alarmAt });
}

const rolledOut = {
  deployments: [aDeployment()],
  replicasets: [
    aReplicaSet(7, -3 * 1440, aTemplate('registry.acme/checkout:v2.0.8')),
    aReplicaSet(9, -6, aTemplate('registry.acme/checkout:v2.1.0'), { 'kubernetes.io/change-cause': 'ci run 77' }),
    aReplicaSet(8, -2 * 1440, aTemplate('registry.acme/checkout:v2.0.9')),
  ],
};

describe('changes', () => {
  test('a new image is a deploy with the version before it', async () => {
    const source = await sourceOver(rolledOut);
    const answer = await source.changes?.(aQuestion());
    expect(answer).toMatchObject({
      state: 'ok',
      history: { service: 'checkout-service', count: 1, spanMs: 7 * 86_400_000 - 3_600_000 },
    });
    expect(answer?.items).toEqual([
      {
        id: 'kubernetes:uid-checkout-9:9',
        kind: 'deploy',
        service: 'checkout-service',
        startedAt: at(-6),
        status: 'succeeded',
        finishedAt: at(-5),
        title: 'checkout rolled out v2.0.9 -> v2.1.0 (ci run 77)',
        version: 'v2.1.0',
        previousVersion: 'v2.0.9',
        environment: 'shop',
        scopeMatch: 'alias',
        patch: {
          files: [
            {
              path: 'deployment/checkout',
              diff: [
                '@@ deployment/checkout @@',
                ' containers:',
                '   - name: checkout',
                '-    image: registry.acme/checkout:v2.0.9',
                '+    image: registry.acme/checkout:v2.1.0',
              ].join('\n'),
            },
          ],
          commits: [],
          isTruncated: false,
        },
      },
    ]);
    expect(answer?.provenance.query).toContain(
      'GET /apis/apps/v1/namespaces/shop/replicasets?labelSelector=app%3Dcheckout',
    );
    expect(answer?.provenance.requests).toBe(3);
  });

  test('the same image with other limits and environment is a change of configuration that says what', async () => {
    const image = 'checkout:v2';
    const source = await sourceOver({
      deployments: [aDeployment()],
      replicasets: [
        aReplicaSet(
          1,
          -900,
          aTemplate(image, {
            env: [
              { name: 'POOL_SIZE', value: '20' },
              { name: 'DB_PASSWORD', value: 'hunter2-old' },
            ],
          }),
        ),
        aReplicaSet(
          2,
          -20,
          aTemplate(image, {
            env: [
              { name: 'POOL_SIZE', value: '5' },
              { name: 'DB_PASSWORD', value: 'hunter2-new' },
            ],
            resources: { limits: { memory: '320Mi' }, requests: { memory: '256Mi' } },
          }),
        ),
      ],
    });
    const [change] = (await source.changes?.(aQuestion()))?.items ?? [];
    expect(change).toMatchObject({ kind: 'config', startedAt: at(-20) });
    expect(change?.title).toBe('checkout: memory limit 512Mi -> 320Mi, env POOL_SIZE 20 -> 5, env DB_PASSWORD changed');
    const diff = change?.patch?.files[0]?.diff ?? '';
    expect(diff.split('\n')).toEqual(
      expect.arrayContaining([
        '-      POOL_SIZE: 20',
        '+      POOL_SIZE: 5',
        '-        memory: 512Mi',
        '+        memory: 320Mi',
        '+      DB_PASSWORD: [changed, not shown]',
      ]),
    );
    expect(diff).not.toContain('hunter2');
  });

  test('a replica set that is used again is a rollback, at the time it was scaled up', async () => {
    const back = 'Scaled up replica set checkout-9 to 3 from 0';
    const source = await sourceOver({
      deployments: [aDeployment()],
      replicasets: [
        aReplicaSet(8, -30, aTemplate('checkout:v2')),
        aReplicaSet(9, -5000, aTemplate('checkout:v1'), { 'deployment.kubernetes.io/revision-history': '7' }),
      ],
      events: [
        anEvent({ kind: 'Deployment', name: 'checkout' }, 'ScalingReplicaSet', back, {
          type: 'Normal',
          firstTimestamp: iso(-4),
          lastTimestamp: iso(-4),
        }),
      ],
    });
    const items = (await source.changes?.(aQuestion()))?.items;
    expect(items?.map(({ kind, startedAt, title }) => [kind, startedAt, title])).toEqual([
      ['rollback', at(-4), 'checkout rolled back v2 -> v1'],
      ['deploy', at(-30), 'checkout rolled out v1 -> v2'],
    ]);
  });

  test('a rollout past its deadline has failed', async () => {
    const conditions = [
      { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', lastUpdateTime: iso(-1) },
    ];
    const source = await sourceOver({
      ...rolledOut,
      deployments: [aDeployment({ status: { replicas: 3, conditions } })],
    });
    expect((await source.changes?.(aQuestion()))?.items[0]).toMatchObject({ status: 'failed' });
  });

  test('a stateful set is compared by its controller revisions', async () => {
    const revision = (number: number, minutes: number, image: string) => ({
      metadata: {
        ...aReplicaSet(number, minutes, {}).metadata,
        ownerReferences: [{ kind: 'StatefulSet', name: 'checkout' }],
      },
      revision: number,
      data: { spec: { template: aTemplate(image) } },
    });
    const source = await sourceOver({
      statefulsets: [aDeployment()],
      controllerrevisions: [revision(2, -10, 'checkout:v2'), revision(1, -900, 'checkout:v1')],
    });
    expect((await source.changes?.(aQuestion()))?.items).toMatchObject([
      { kind: 'deploy', version: 'v2', previousVersion: 'v1' },
    ]);
  });

  test('the range of the base rate begins where the cluster has forgotten', async () => {
    const replicasets = Array.from({ length: 3 }, (_, i) =>
      aReplicaSet(i + 1, -300 + i * 60, aTemplate(`checkout:v${i}`)),
    );
    const deployment = aDeployment();
    deployment.spec.revisionHistoryLimit = 2;
    const source = await sourceOver({ deployments: [deployment], replicasets });
    expect((await source.changes?.(aQuestion()))?.history).toEqual({
      service: 'checkout-service',
      count: 2,
      spanMs: 240 * 60_000,
    });
  });
});

describe('infra', () => {
  const ended = (more: object) => ({
    restartCount: 3,
    name: 'checkout',
    state: { running: {} },
    lastState: { terminated: more },
  });

  test('a container killed for memory, with its restarts and node', async () => {
    const terminated = { reason: 'OOMKilled', exitCode: 137, startedAt: iso(-9), finishedAt: iso(-2) };
    const source = await sourceOver({
      ...rolledOut,
      pods: [aPod('checkout-9-x', { containerStatuses: [ended(terminated)] })],
    });
    const answer = await source.infra?.(aQuestion());
    expect(answer?.items).toEqual([
      {
        kind: 'oom_killed',
        service: 'checkout-service',
        object: 'checkout-9-x',
        node: 'node-a',
        count: 3,
        firstAt: at(-9),
        lastAt: at(-2),
        exitCode: 137,
        message: 'container checkout ended: OOMKilled, exit code 137',
      },
    ]);
  });

  test('restarts of the pod long ago are not counted with the one of now', async () => {
    const terminated = { reason: 'Error', exitCode: 1, startedAt: iso(-500), finishedAt: iso(-3) };
    const source = await sourceOver({
      ...rolledOut,
      pods: [aPod('checkout-9-x', { containerStatuses: [ended(terminated)] })],
    });
    expect((await source.infra?.(aQuestion()))?.items).toMatchObject([{ kind: 'restart', count: 1, firstAt: at(-3) }]);
  });

  test('what ended before the window, or ended well, is no trouble', async () => {
    const before = { reason: 'Error', exitCode: 1, startedAt: iso(-400), finishedAt: iso(-300) };
    const well = { reason: 'Completed', exitCode: 0, startedAt: iso(-20), finishedAt: iso(-10) };
    const pods = [
      aPod('checkout-9-a', { containerStatuses: [ended(before)] }),
      aPod('checkout-9-b', { containerStatuses: [ended(well)] }),
    ];
    const source = await sourceOver({ ...rolledOut, pods });
    expect(await source.infra?.(aQuestion())).toMatchObject({ state: 'empty', items: [] });
  });

  test('a crash loop seen by pod and event is one entry', async () => {
    const waiting = { reason: 'CrashLoopBackOff', message: 'back-off 40s' };
    const terminated = { reason: 'Error', exitCode: 2, startedAt: iso(-8), finishedAt: iso(-7) };
    const status = { name: 'checkout', restartCount: 5, state: { waiting }, lastState: { terminated } };
    const source = await sourceOver({
      ...rolledOut,
      pods: [aPod('checkout-9-x', { containerStatuses: [status] })],
      events: [
        anEvent({ kind: 'Pod', name: 'checkout-9-x' }, 'BackOff', 'Back-off restarting failed container', {
          count: 14,
        }),
      ],
    });
    expect((await source.infra?.(aQuestion()))?.items).toMatchObject([
      {
        kind: 'crash_loop',
        count: 14,
        exitCode: 2,
        firstAt: at(-10),
        message: 'container checkout: CrashLoopBackOff, back-off 40s',
      },
    ]);
  });

  test('events of the service, of its gone pods, and of nobody else', async () => {
    const source = await sourceOver({
      ...rolledOut,
      events: [
        anEvent({ kind: 'Pod', name: 'checkout-9-gone1' }, 'Unhealthy', 'Readiness probe failed: timeout'),
        anEvent({ kind: 'Pod', name: 'checkout-db-0' }, 'Unhealthy', 'not ours'),
        anEvent({ kind: 'ReplicaSet', name: 'checkout-9' }, 'FailedCreate', 'exceeded quota', {
          firstTimestamp: null,
          lastTimestamp: null,
          eventTime: iso(-8),
        }),
        anEvent({ kind: 'Pod', name: 'checkout-9-old' }, 'Unhealthy', 'long ago', {
          firstTimestamp: iso(-200),
          lastTimestamp: iso(-190),
        }),
        anEvent({ kind: 'Pod', name: 'checkout-9-gone1' }, 'Pulling', 'nothing to us'),
      ],
    });
    expect(
      (await source.infra?.(aQuestion()))?.items.map(({ kind, object, firstAt }) => [kind, object, firstAt]),
    ).toEqual([
      ['probe_failed', 'checkout-9-gone1', at(-10)],
      ['quota_exceeded', 'ReplicaSet checkout-9', at(-8)],
    ]);
  });

  test('scaling is told apart from a rollout', async () => {
    const scaled = (minutes: number, message: string) =>
      anEvent({ kind: 'Deployment', name: 'checkout' }, 'ScalingReplicaSet', message, {
        type: 'Normal',
        firstTimestamp: iso(minutes),
        lastTimestamp: iso(minutes),
      });
    const source = await sourceOver({
      ...rolledOut,
      events: [
        scaled(-6, 'Scaled up replica set checkout-9 to 3 from 0'),
        scaled(-40, 'Scaled up replica set checkout-8 to 9 from 3'),
      ],
    });
    expect((await source.infra?.(aQuestion()))?.items).toMatchObject([
      { kind: 'scaled', firstAt: at(-40), message: expect.stringContaining('to 9 from 3') },
    ]);
  });

  test('nodes below its pods that are or were not ready', async () => {
    const ready = (status: string, minutes: number) => [
      { type: 'Ready', status, reason: 'NodeStatusUnknown', message: 'no status', lastTransitionTime: iso(minutes) },
    ];
    const pod = (name: string, node: string) => aPod(name, {}, { spec: { nodeName: node } });
    const source = await sourceOver({
      ...rolledOut,
      pods: [pod('checkout-9-a', 'node-a'), pod('checkout-9-b', 'node-b'), pod('checkout-9-c', 'node-c')],
      nodes: [
        aNode('node-a', ready('Unknown', -15)),
        aNode('node-b', ready('True', -5000)),
        aNode('node-c', ready('True', -4)),
        aNode('node-z', ready('False', -3)),
      ],
    });
    expect(
      (await source.infra?.(aQuestion()))?.items.map(({ kind, object, firstAt }) => [kind, object, firstAt]),
    ).toEqual([
      ['node_not_ready', 'node-a', at(-15)],
      ['node_not_ready', 'node-c', at(-4)],
    ]);
  });

  test('what may not be listed is missing, the rest stands', async () => {
    const terminated = { reason: 'OOMKilled', exitCode: 137, startedAt: iso(-9), finishedAt: iso(-2) };
    const source = await sourceOver({
      ...rolledOut,
      pods: [aPod('checkout-9-x', { containerStatuses: [ended(terminated)] })],
      forbidden: ['nodes'],
    });
    const answer = await source.infra?.(aQuestion());
    expect(answer).toMatchObject({
      state: 'partial',
      failure: { kind: 'forbidden', http: 403 },
      items: [{ kind: 'oom_killed' }],
    });
    expect(answer?.warnings[0]).toMatch(/^the state of the nodes is missing: .*nodes is forbidden/);
  });
});

describe('finding the workload', () => {
  test('by configuration, in its own namespace', async () => {
    const elsewhere = aDeployment();
    elsewhere.metadata = { ...elsewhere.metadata, name: 'web', namespace: 'front' };
    const source = await sourceOver({ deployments: [aDeployment(), elsewhere] });
    await source.infra?.(aQuestion({ vendorNames: { kubernetes: { namespace: 'front', workload: 'web' } } }));
    expect(cluster.asked).toContain('GET /api/v1/namespaces/front/pods?labelSelector=app%3Dcheckout&limit=250');
  });

  test('a service without a workload is skipped with the setting that would help', async () => {
    const source = await sourceOver({ deployments: [aDeployment()] });
    const answer = await source.infra?.(aQuestion({ vendorNames: { kubernetes: 'no"such{thing}' } }));
    expect(answer).toMatchObject({ state: 'skipped', items: [] });
    expect(answer?.failure?.message).toBe(
      'no workload in the namespace shop is called no"such{thing}; set services[].kubernetes for checkout-service',
    );
  });

  test('lists are read to their end', async () => {
    const others = Array.from({ length: 5 }, (_, i) => ({
      ...aDeployment(),
      metadata: { ...aDeployment().metadata, name: `other-${i}`, labels: {} },
    }));
    const source = await sourceOver({ ...rolledOut, deployments: [...others, aDeployment()] }, { pageSize: 2 });
    expect(await source.changes?.(aQuestion())).toMatchObject({ state: 'ok' });
  });
});

describe('access', () => {
  test('a mounted token is read again when the cluster has replaced it', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'incidentfox-token-')), 'token');
    writeFileSync(path, 'expired-token');
    const source = await sourceOver(rolledOut, { token: new Secret(`file:${path}`, 'older-token') });
    expect(await source.changes?.(aQuestion())).toMatchObject({ state: 'failed', failure: { kind: 'auth' } });
    writeFileSync(path, `${clusterToken}\n`);
    expect(await source.changes?.(aQuestion())).toMatchObject({ state: 'ok' });
  });

  test('a certificate authority that cannot be read is said', async () => {
    const source = await sourceOver(rolledOut, { settings: { ca_file: '/nowhere/ca.crt' } });
    const answer = await source.changes?.(aQuestion());
    expect(answer).toMatchObject({
      state: 'failed',
      failure: { kind: 'config', message: expect.stringContaining('/nowhere/ca.crt') },
    });
  });

  test('check names what may be read and what the role lacks', async () => {
    const source = await sourceOver({ ...rolledOut, forbidden: ['pods'] });
    const checks = await source.check(new AbortController().signal);
    expect(checks.map(({ capability, ok, detail }) => [capability, ok, detail])).toEqual([
      ['identity', true, 'Kubernetes v1.34.1'],
      ['infra', false, expect.stringContaining('pods is forbidden')],
      [
        'changes',
        true,
        'may list deployments, statefulsets, daemonsets, replicasets, controllerrevisions in the namespace shop',
      ],
    ]);
    expect(checks[1]?.hint).toContain('pods, events, deployments');
  });

  test('check asks for every list a question reads: a role without deployments or events is not well', async () => {
    const source = await sourceOver({ ...rolledOut, forbidden: ['deployments', 'events', 'nodes'] });
    const checks = await source.check(new AbortController().signal);
    expect(checks.map(({ capability, ok, detail }) => [capability, ok, detail])).toEqual([
      ['identity', true, 'Kubernetes v1.34.1'],
      ['infra', false, expect.stringMatching(/^events, nodes: .*events is forbidden/)],
      ['changes', false, expect.stringMatching(/^deployments: .*deployments is forbidden/)],
    ]);
  });
});

test('discovery gives every workload with its namespace', async () => {
  const source = await sourceOver(
    { deployments: [aDeployment()], statefulsets: [{ ...aDeployment(), metadata: { name: 'db', namespace: 'data' } }] },
    { settings: { default_namespace: undefined } },
  );
  expect((await source.discover?.(new AbortController().signal))?.items).toEqual([
    { name: 'checkout', vendorName: { namespace: 'shop', workload: 'checkout' } },
    { name: 'db', vendorName: { namespace: 'data', workload: 'db' } },
  ]);
});
