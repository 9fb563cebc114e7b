import { Secret } from '@incidentfox/secrets';
import { aService } from '@incidentfox/test-kit';
import { kubernetes } from '../../src/kubernetes/index.ts';
import { kubernetesSettings } from '../../src/kubernetes/settings.ts';
import { defaultCaps } from '../../src/limits.ts';
import { alarmAt, aQuestion, at, iso } from '../questions.ts';
import { type StandIn, type StandInRoute, startStandIn } from '../stand-in.ts';
import { aHealthyPod, aHealthyShop, type Wire } from './faults/healthy-shop.ts';
import { admitToCluster, aNode, type ClusterObjects, clusterRoutes, clusterToken } from './stand-in-cluster.ts';

const open: StandIn[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) {
    expect(one.refused).toEqual([]);
    await one.close();
  }
});

async function sourceOver(routes: readonly StandInRoute[], now: () => number = () => alarmAt) {
  const cluster = await startStandIn(routes, admitToCluster);
  open.push(cluster);
  const settings = kubernetesSettings.parse({ url: cluster.url, default_namespace: 'shop' });
  const token = new Secret('plain', clusterToken);
  const source = kubernetes.create({ id: 'kubernetes', settings: { ...settings, token }, now });
  const infra = async (name: string, more = {}) => {
    const answer = await source.infra?.({
      ...aQuestion(more),
      service: aService({ name, aliases: [], vendorNames: {} }),
    });
    if (answer === undefined) throw new Error('it answers to infra');
    return answer;
  };
  return { source, cluster, infra };
}

function aShop(more: ClusterObjects = {}): ClusterObjects {
  const shop = aHealthyShop();
  return {
    deployments: [shop.deployment],
    pods: shop.pods,
    replicasets: shop.replicaSets,
    services: shop.services,
    endpointslices: shop.endpointSlices,
    ingresses: shop.ingresses,
    ingressclasses: shop.ingressClasses,
    persistentvolumeclaims: shop.claims,
    networkpolicies: shop.networkPolicies,
    horizontalpodautoscalers: shop.autoscalers,
    poddisruptionbudgets: shop.budgets,
    cronjobs: shop.cronJobs,
    certificates: shop.certificates,
    ...more,
  };
}
const named = (one: Wire, name: string, labels: Wire): Wire => ({
  ...one,
  metadata: { ...one.metadata, name, labels },
});

test('a healthy shop is empty, with everything that was asked', async () => {
  const { infra } = await sourceOver(clusterRoutes(aShop()));
  const answer = await infra('checkout');
  expect(answer).toMatchObject({ state: 'empty', items: [], warnings: [] });
  expect(answer.provenance.query).toContain('GET /apis/discovery.k8s.io/v1/namespaces/shop/endpointslices');
});

test('a selector that matches nothing is an event with its time, its words and its command', async () => {
  const shop = aHealthyShop();
  const [service] = shop.services as [Wire];
  service.spec.selector = { app: 'chekout' };
  service.metadata.managedFields = [
    { manager: 'kubectl-edit', operation: 'Update', time: iso(-20), fieldsV1: { 'f:spec': { 'f:selector': {} } } },
  ];
  const { infra } = await sourceOver(clusterRoutes(aShop({ services: shop.services, endpointslices: [] })));
  expect((await infra('checkout')).items).toEqual([
    {
      kind: 'selector_mismatch',
      service: 'checkout',
      object: 'Service checkout',
      count: 1,
      firstAt: at(-20),
      lastAt: at(10) - 1,
      message: 'its selector app=chekout matches no pod of checkout; since 2026-11-23 14:16 UTC',
      command: 'kubectl describe service checkout -n shop',
    },
  ]);
});

test('what no time dates says so', async () => {
  const shop = aHealthyShop();
  shop.deployment.spec.replicas = 0;
  shop.deployment.status.replicas = 0;
  const { infra } = await sourceOver(
    clusterRoutes(aShop({ deployments: [shop.deployment], pods: [], horizontalpodautoscalers: [] })),
  );
  expect((await infra('checkout')).items).toMatchObject([
    {
      kind: 'scaled_to_zero',
      isSinceUnknown: true,
      firstAt: at(-60),
      message: 'its number of replicas is 0; since when is not known',
    },
  ]);
});

test('missing permissions are one gap with the rules that are needed, and the rest stands', async () => {
  const objects = aShop({ forbidden: ['services', 'networkpolicies'] });
  objects.deployments = [
    ...(objects.deployments ?? []),
    named(objects.deployments?.[0] ?? {}, 'cart', { app: 'cart' }),
  ];
  const { infra } = await sourceOver(clusterRoutes(objects));
  const first = await infra('checkout');
  expect(first).toMatchObject({ state: 'partial', items: [] });
  expect(first.failure?.message).toBe(
    'services, networkpolicies of the namespace shop may not be listed; the role needs ' +
      '{ apiGroups: [""], resources: ["services"], verbs: ["list"] }, ' +
      '{ apiGroups: ["networking.k8s.io"], resources: ["networkpolicies"], verbs: ["list"] }, as in docs/kubernetes-rbac.yaml',
  );
  const second = await infra('cart');
  expect(second.state).not.toBe('partial');
  expect(second.warnings).toEqual([first.failure?.message]);
});

test('kinds that the cluster does not have are no gap', async () => {
  const { certificates: _, ...withoutCertificates } = aShop();
  const { infra } = await sourceOver(clusterRoutes(withoutCertificates));
  expect(await infra('checkout')).toMatchObject({ state: 'empty', warnings: [] });
});

test('of a list that is longer than what is read nothing is concluded, and a gap says so', async () => {
  const slices = Array.from({ length: 6 }, (_, i) => ({
    metadata: { name: `other-${i}`, namespace: 'shop', labels: {} },
    endpoints: [],
  }));
  const { infra } = await sourceOver(clusterRoutes(aShop({ endpointslices: slices }), 2));
  const answer = await infra('checkout', { caps: { ...defaultCaps, pages: 2 } });
  expect(answer).toMatchObject({
    state: 'partial',
    items: [],
    failure: {
      message:
        'the namespace shop has more endpointslices than the 4 that were read, so nothing is concluded from them',
    },
  });
});

test('a list that outlives its snapshot begins again', async () => {
  const slices = aHealthyShop().endpointSlices;
  const others = Array.from({ length: 3 }, (_, i) => ({
    metadata: { name: `other-${i}`, namespace: 'shop', labels: {} },
    endpoints: [],
  }));
  let hasExpired = false;
  const routes = clusterRoutes(aShop({ endpointslices: [...others, ...slices] }), 2).map(
    (route): StandInRoute => ({
      ...route,
      answer(request) {
        if (!route.path.endsWith('/endpointslices') || request.query.continue === undefined || hasExpired)
          return route.answer(request);
        hasExpired = true;
        return {
          status: 410,
          body: {
            kind: 'Status',
            status: 'Failure',
            reason: 'Expired',
            message: 'The provided continue parameter is too old',
            code: 410,
          },
        };
      },
    }),
  );
  const { infra } = await sourceOver(routes);
  expect(await infra('checkout')).toMatchObject({ state: 'empty', warnings: [] });
  expect(hasExpired).toBe(true);
});

test('what all services of a namespace need is asked once a minute', async () => {
  let now = alarmAt;
  const objects = aShop({ nodes: [aNode('node-a', [])] });
  const names = ['cart', 'search', 'pay'];
  objects.deployments = [
    ...(objects.deployments ?? []),
    ...names.map((name) => named(objects.deployments?.[0] ?? {}, name, { app: name })),
  ];
  const { infra, cluster } = await sourceOver(clusterRoutes(objects), () => now);
  await Promise.all(['checkout', ...names].map((name) => infra(name)));
  const times = (plural: string) => cluster.asked.filter((asked) => new RegExp(`/${plural}\\?`).test(asked)).length;
  const shared = ['services', 'endpointslices', 'ingresses', 'networkpolicies', 'jobs', 'nodes', 'ingressclasses'];
  expect(shared.map((plural) => [plural, times(plural)])).toEqual(shared.map((plural) => [plural, 1]));
  now += 61_000;
  await infra('checkout');
  expect(times('services')).toBe(2);
});

test('twelve further collections cost fewer requests than sharing saves', async () => {
  const names = Array.from({ length: 8 }, (_, i) => `svc-${i}`);
  const objects = aShop({ nodes: [aNode('node-a', [])] });
  objects.deployments = names.map((name) => named(aHealthyShop().deployment, name, { app: name }));
  const { infra, source, cluster } = await sourceOver(clusterRoutes(objects));
  const asked = names.map((name) => aService({ name, aliases: [], vendorNames: {} }));
  await Promise.all(
    asked.map(async (service) => {
      const changes = source.changes?.({ ...aQuestion(), service });
      await infra(service.name);
      await changes;
    }),
  );
  // Without sharing: the workloads, replica sets and scaling events twice, pods, warnings and nodes once a service.
  expect(cluster.asked.length).toBeLessThan(9 * names.length);
});

describe('what else keeps pods', () => {
  const byOwner = (apiVersion: string, kind: string, ready: boolean) => (pod: Wire) => ({
    ...pod,
    metadata: { ...pod.metadata, ownerReferences: [{ apiVersion, kind, name: 'checkout-pool', controller: true }] },
    status: {
      ...pod.status,
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime: iso(-24) }],
    },
  });

  test('a rollout of Argo, with its revisions and its trouble', async () => {
    const shop = aHealthyShop();
    const rollout: Wire = { ...shop.deployment, apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' };
    rollout.status.conditions = [
      {
        type: 'Progressing',
        status: 'False',
        reason: 'RolloutAborted',
        message: 'Rollout aborted update to revision 2',
        lastTransitionTime: iso(-8),
      },
    ];
    const set = (revision: number, minutes: number, image: string) => ({
      metadata: {
        name: `checkout-${revision}`,
        namespace: 'shop',
        labels: { app: 'checkout' },
        creationTimestamp: iso(minutes),
        annotations: { 'rollout.argoproj.io/revision': String(revision) },
        ownerReferences: [{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'checkout' }],
      },
      spec: {
        replicas: 1,
        template: { metadata: { labels: { app: 'checkout' } }, spec: { containers: [{ name: 'checkout', image }] } },
      },
    });
    const objects = aShop({
      deployments: [],
      rollouts: [rollout],
      replicasets: [set(1, -900, 'checkout:v1'), set(2, -10, 'checkout:v2')],
    });
    const { infra, source } = await sourceOver(clusterRoutes(objects));
    expect((await infra('checkout')).items).toMatchObject([
      {
        kind: 'rollout_stuck',
        object: 'Rollout checkout',
        firstAt: at(-8),
        command: 'kubectl describe rollout checkout -n shop',
      },
    ]);
    expect((await source.changes?.(aQuestion()))?.items).toMatchObject([
      { kind: 'deploy', version: 'v2', previousVersion: 'v1' },
    ]);
  });

  test('any owner of its pods that answers for its scale', async () => {
    const [a, b] = [aHealthyPod('checkout-a'), aHealthyPod('checkout-b')];
    const pods = [
      byOwner('apps.kruise.io/v1alpha1', 'CloneSet', true)(a),
      byOwner('apps.kruise.io/v1alpha1', 'CloneSet', false)(b),
    ];
    const scale = {
      kind: 'Scale',
      apiVersion: 'autoscaling/v1',
      spec: { replicas: 3 },
      status: { replicas: 2, selector: 'app=checkout' },
    };
    const objects = aShop({
      deployments: [],
      replicasets: [],
      horizontalpodautoscalers: [],
      pods,
      scales: { 'apps.kruise.io/v1alpha1/clonesets/checkout-pool': scale },
    });
    const { infra } = await sourceOver(clusterRoutes(objects));
    expect((await infra('checkout')).items).toMatchObject([
      {
        kind: 'pods_unready',
        object: 'CloneSet checkout-pool',
        firstAt: at(-24),
        message: expect.stringContaining('1 of 3 pods are ready'),
      },
    ]);
  });

  test('a scale that may not be read is a gap with its rule', async () => {
    const pods = [byOwner('apps.kruise.io/v1alpha1', 'CloneSet', true)(aHealthyPod('checkout-a'))];
    const rules = [
      {
        apiGroups: [
          '',
          'apps',
          'batch',
          'argoproj.io',
          'discovery.k8s.io',
          'networking.k8s.io',
          'autoscaling',
          'policy',
          'cert-manager.io',
        ],
        resources: [
          'pods',
          'events',
          'deployments',
          'statefulsets',
          'daemonsets',
          'replicasets',
          'services',
          'endpointslices',
          'ingresses',
          'ingressclasses',
          'networkpolicies',
          'horizontalpodautoscalers',
          'poddisruptionbudgets',
          'persistentvolumeclaims',
          'jobs',
          'cronjobs',
          'certificates',
          'rollouts',
          'nodes',
        ],
        verbs: ['list'],
      },
    ];
    const { infra } = await sourceOver(clusterRoutes(aShop({ deployments: [], replicasets: [], pods, rules })));
    expect(await infra('checkout')).toMatchObject({
      state: 'partial',
      failure: {
        message:
          'the scale of clonesets may not be read; the role needs { apiGroups: ["apps.kruise.io"], resources: ["clonesets/scale"], verbs: ["get"] }',
      },
    });
  });

  test('a scheduled job, with the pods of its last runs', async () => {
    const job = {
      metadata: {
        name: 'checkout-settle-29',
        namespace: 'shop',
        ownerReferences: [{ kind: 'CronJob', name: 'checkout-settle' }],
      },
      status: {},
    };
    const pod = aHealthyPod('checkout-settle-29-x');
    pod.metadata.labels = { 'job-name': 'checkout-settle-29' };
    pod.status.containerStatuses = [
      {
        name: 'settle',
        restartCount: 0,
        state: { waiting: { reason: 'CreateContainerConfigError', message: 'secret "bank" not found' } },
      },
    ];
    const { infra } = await sourceOver(clusterRoutes(aShop({ jobs: [job], pods: [pod] })));
    expect((await infra('checkout-settle')).items).toMatchObject([
      { kind: 'setting_missing', object: 'checkout-settle-29-x' },
    ]);
  });
});

test('machines that are short of something, or closed to new pods, are told as such', async () => {
  const node = (name: string, conditions: Wire[], taints: Wire[] = []) => ({
    ...aNode(name, conditions),
    spec: { taints },
  });
  const nodes = [
    node('node-a', [
      { type: 'DiskPressure', status: 'True', reason: 'KubeletHasDiskPressure', lastTransitionTime: iso(-15) },
    ]),
    node('node-b', [], [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule', timeAdded: iso(-5) }]),
    node(
      'node-c',
      [{ type: 'DiskPressure', status: 'False', lastTransitionTime: iso(-15) }],
      [{ key: 'nvidia.com/gpu', effect: 'NoSchedule' }],
    ),
  ];
  const pods = ['node-a', 'node-b', 'node-c'].map((name, i) => {
    const pod = aHealthyPod(`checkout-9-${i}`);
    return { ...pod, spec: { ...pod.spec, nodeName: name } };
  });
  const { infra } = await sourceOver(clusterRoutes(aShop({ nodes, pods })));
  expect(
    (await infra('checkout')).items.map(({ kind, object, firstAt, command }) => [kind, object, firstAt, command]),
  ).toEqual([
    ['node_pressure', 'node-a', at(-15), 'kubectl describe node node-a'],
    ['node_closed', 'node-b', at(-5), 'kubectl describe node node-b'],
  ]);
});
