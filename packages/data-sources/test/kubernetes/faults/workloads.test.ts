import { findFaults } from '../../../src/kubernetes/faults/find-faults.ts';
import { at, iso } from '../../questions.ts';
import { aHealthyPod, aHealthyShop, type Shop, toSurroundings, type Wire, writtenAt } from './healthy-shop.ts';
import { type FaultSituation, playsFault } from './plays-fault.ts';

test('a healthy shop shows nothing', () => {
  expect(findFaults(toSurroundings(aHealthyShop()))).toEqual([]);
});

function toZero({ deployment, pods, endpointSlices }: Shop): void {
  deployment.spec.replicas = 0;
  deployment.status = { replicas: 0, conditions: [] };
  pods.length = 0;
  endpointSlices[0] = { ...endpointSlices[0], endpoints: null };
}
const withCondition = (shop: Shop, condition: Wire): void => {
  shop.deployment.status.conditions = [
    ...shop.deployment.status.conditions.filter(({ type }: Wire) => type !== condition.type),
    condition,
  ];
};
const scaledDown = (minutes: number): Wire => ({
  metadata: { name: 'checkout.17f2', namespace: 'shop', creationTimestamp: iso(minutes) },
  involvedObject: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'checkout', namespace: 'shop' },
  type: 'Normal',
  reason: 'ScalingReplicaSet',
  message: 'Scaled down replica set checkout-9 to 0 from 2',
  firstTimestamp: iso(minutes),
  lastTimestamp: iso(minutes),
  count: 1,
});
const refused = (message: string): Wire => ({
  type: 'ReplicaFailure',
  status: 'True',
  reason: 'FailedCreate',
  message,
  lastTransitionTime: iso(-18),
});

/** A stateful set of two pods whose second one is not ready. */
function asStatefulSet(
  shop: Shop,
  unreadySince: number,
  revisions: [current: string, update: string] = ['c-1', 'c-1'],
): void {
  shop.kind = 'statefulsets';
  shop.replicaSets = [];
  shop.autoscalers = [];
  const [currentRevision, updateRevision] = revisions;
  shop.deployment.status = { replicas: 2, readyReplicas: 1, updatedReplicas: 1, currentRevision, updateRevision };
  const second = aHealthyPod('checkout-1');
  second.metadata.labels['controller-revision-hash'] = updateRevision;
  second.status.conditions = [
    { type: 'Ready', status: 'False', reason: 'ContainersNotReady', lastTransitionTime: iso(unreadySince) },
  ];
  shop.pods = [aHealthyPod('checkout-0'), second];
}

const refusals: FaultSituation[] = [
  [
    'a used-up quota',
    'quota_exceeded',
    'pods "checkout-9-abc" is forbidden: exceeded quota: shop-quota, requested: limits.memory=512Mi, used: limits.memory=8Gi, limited: limits.memory=8Gi',
  ],
  [
    'a service account that is not there',
    'account_missing',
    'pods "checkout-9-" is forbidden: error looking up service account shop/checkout: serviceaccount "checkout" not found',
  ],
  [
    'a webhook that refuses',
    'admission_refused',
    'admission webhook "validate.policy.example" denied the request: images must be signed',
  ],
  [
    'a webhook that does not answer',
    'admission_refused',
    'Internal error occurred: failed calling webhook "inject.mesh.example": failed to call webhook: Post "https://inject.mesh.svc:443/inject?timeout=10s": context deadline exceeded',
  ],
].map(([what = '', kind, message = '']) => ({
  what: `${what}, remembered by the deployment`,
  alter: (shop) => withCondition(shop, refused(message)),
  found: {
    kind: kind as 'quota_exceeded',
    object: 'Deployment checkout',
    since: at(-18),
    says: new RegExp(message.slice(0, 20).replace(/[^\w ]/g, '.')),
    command: 'kubectl describe deployment checkout -n shop',
  },
}));

test.each<FaultSituation>([
  {
    what: 'nobody wants pods of it, since the event that says so',
    alter(shop) {
      toZero(shop);
      shop.events = [scaledDown(-12)];
    },
    found: {
      kind: 'scaled_to_zero',
      object: 'Deployment checkout',
      since: at(-12),
      says: /replicas is 0/,
      command: 'kubectl get deployment checkout -n shop',
    },
  },
  {
    what: 'nobody wants pods of it, since the field was written',
    alter(shop) {
      toZero(shop);
      shop.deployment.metadata.managedFields = [
        ...writtenAt(-40, { 'f:spec': { 'f:replicas': {} } }),
        ...writtenAt(-2, { 'f:status': {} }),
      ];
    },
    found: {
      kind: 'scaled_to_zero',
      object: 'Deployment checkout',
      since: at(-40),
      says: /replicas is 0/,
      command: 'kubectl get deployment checkout -n shop',
    },
  },
  {
    what: 'nobody wants pods of it, and nothing says since when',
    alter: toZero,
    found: {
      kind: 'scaled_to_zero',
      object: 'Deployment checkout',
      since: undefined,
      says: /replicas is 0/,
      command: 'kubectl get deployment checkout -n shop',
    },
  },
  {
    what: 'it rests at zero until its autoscaler has work for it',
    alter(shop) {
      toZero(shop);
      shop.autoscalers[0] = { ...shop.autoscalers[0], spec: { ...shop.autoscalers[0]?.spec, minReplicas: 0 } };
    },
    found: null,
  },
  ...refusals,
  {
    what: 'a refusal that is over',
    alter: (shop) => withCondition(shop, { ...refused('exceeded quota: shop-quota'), status: 'False' }),
    found: null,
  },
  {
    what: 'a refusal of a replica set that is no longer used',
    alter(shop) {
      shop.replicaSets.push({
        ...shop.replicaSets[0],
        metadata: { ...shop.replicaSets[0]?.metadata, name: 'checkout-8' },
        spec: { replicas: 0 },
        status: { conditions: [refused('exceeded quota: shop-quota')] },
      });
    },
    found: null,
  },
  {
    what: 'a rollout past its deadline',
    alter: (shop) =>
      withCondition(shop, {
        type: 'Progressing',
        status: 'False',
        reason: 'ProgressDeadlineExceeded',
        message: 'ReplicaSet "checkout-9" has timed out progressing.',
        lastTransitionTime: iso(-9),
        lastUpdateTime: iso(-9),
      }),
    found: {
      kind: 'rollout_stuck',
      object: 'Deployment checkout',
      since: at(-9),
      says: /timed out/,
      command: 'kubectl rollout status deployment checkout -n shop',
    },
  },
  {
    what: 'a rollout that goes on',
    alter: (shop) =>
      withCondition(shop, {
        type: 'Progressing',
        status: 'True',
        reason: 'ReplicaSetUpdated',
        lastUpdateTime: iso(-1),
        lastTransitionTime: iso(-9),
      }),
    found: null,
  },
  {
    what: 'fewer pods than it should have',
    alter(shop) {
      shop.deployment.status.readyReplicas = 0;
      withCondition(shop, {
        type: 'Available',
        status: 'False',
        reason: 'MinimumReplicasUnavailable',
        lastTransitionTime: iso(-14),
      });
    },
    found: {
      kind: 'pods_unready',
      object: 'Deployment checkout',
      since: at(-14),
      says: /0 of 2 pods/,
      command: 'kubectl describe deployment checkout -n shop',
    },
  },
  {
    what: 'one pod of a deployment that starts anew while enough others serve',
    alter: (shop) => {
      shop.deployment.status.readyReplicas = 1;
    },
    found: null,
  },
  {
    what: 'a stateful set with a pod that is not ready',
    alter: (shop) => asStatefulSet(shop, -25),
    found: {
      kind: 'pods_unready',
      object: 'StatefulSet checkout',
      since: at(-25),
      says: /1 of 2 pods/,
      command: 'kubectl describe statefulset checkout -n shop',
    },
  },
  { what: 'a stateful set whose pod has just begun to start', alter: (shop) => asStatefulSet(shop, 8), found: null },
  {
    what: 'a daemon set that is not on all its machines',
    alter(shop) {
      shop.kind = 'daemonsets';
      shop.replicaSets = [];
      shop.deployment.spec.replicas = undefined;
      shop.deployment.status = { desiredNumberScheduled: 5, numberReady: 4 };
      shop.pods[1] = { ...aHealthyPod('checkout-b') };
      shop.pods[1].status.conditions = [{ type: 'Ready', status: 'False', lastTransitionTime: iso(-31) }];
    },
    found: {
      kind: 'pods_unready',
      object: 'DaemonSet checkout',
      since: at(-31),
      says: /4 of 5 pods/,
      command: 'kubectl describe daemonset checkout -n shop',
    },
  },
  {
    what: 'a daemon set that no machine wants',
    alter(shop) {
      shop.kind = 'daemonsets';
      shop.deployment.status = { desiredNumberScheduled: 0, numberReady: 0 };
    },
    found: null,
  },
  {
    what: 'pods that ask the machine for names of the cluster',
    alter(shop) {
      shop.deployment.spec.template.spec.dnsPolicy = 'Default';
      shop.deployment.metadata.managedFields = writtenAt(-22, {
        'f:spec': { 'f:template': { 'f:spec': { 'f:dnsPolicy': {} } } },
      });
    },
    found: {
      kind: 'dns_misconfigured',
      object: 'Deployment checkout',
      since: at(-22),
      says: /cart\.shop\.svc/,
      command: 'kubectl get deployment checkout -n shop -o yaml',
    },
  },
  {
    what: 'pods that ask the machine for names, and need none of the cluster',
    alter(shop) {
      shop.deployment.spec.template.spec.dnsPolicy = 'Default';
      shop.deployment.spec.template.spec.containers[0].env = [{ name: 'BANK_URL', value: 'https://api.bank.example' }];
    },
    found: null,
  },
])('$what', playsFault);

test('a stateful set whose new revision does not come up is stuck in its rollout, and short of pods', () => {
  const shop = aHealthyShop();
  asStatefulSet(shop, -20, ['c-1', 'c-2']);
  expect(findFaults(toSurroundings(shop)).map(({ kind, since }) => [kind, since])).toEqual([
    ['rollout_stuck', at(-20)],
    ['pods_unready', at(-20)],
  ]);
});
