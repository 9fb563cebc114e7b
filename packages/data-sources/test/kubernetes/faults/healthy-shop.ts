import { z } from 'zod';
import type { Surroundings } from '../../../src/kubernetes/faults/fault.ts';
import { claimsResource, classesResource, resources } from '../../../src/kubernetes/objects/resources.ts';
import { ClusterEvent, ClusterPod, ClusterReplicaSet, Workload } from '../../../src/kubernetes/responses.schema.ts';
import { alarmAt, at, iso, minute } from '../../questions.ts';

// biome-ignore lint/suspicious/noExplicitAny: objects of the API as they come over the wire
export type Wire = Record<string, any>;

const meta = (apiVersion: string, kind: string, name: string, more: Wire = {}): Wire => ({
  apiVersion,
  kind,
  metadata: {
    name,
    namespace: 'shop',
    uid: `7d1f-${name}`,
    resourceVersion: '91842211',
    generation: 4,
    creationTimestamp: iso(-90_000),
    labels: { app: 'checkout' },
    ...more,
  },
});

/** Somebody wrote the given fields of an object so many minutes from the alarm. */
export const writtenAt = (minutes: number, fields: Wire): Wire[] => [
  {
    manager: 'kubectl-client-side-apply',
    operation: 'Update',
    apiVersion: 'v1',
    time: iso(minutes),
    fieldsType: 'FieldsV1',
    fieldsV1: fields,
  },
];

/** A deployment called checkout with everything that people put around one, as the API gives it; every part of it well. */
export interface Shop {
  deployment: Wire;
  kind: 'deployments' | 'statefulsets' | 'daemonsets' | 'rollouts';
  pods: Wire[];
  replicaSets: Wire[];
  events: Wire[];
  services: Wire[];
  endpointSlices: Wire[];
  ingresses: Wire[];
  ingressClasses: Wire[];
  networkPolicies: Wire[];
  autoscalers: Wire[];
  budgets: Wire[];
  claims: Wire[];
  jobs: Wire[];
  cronJobs: Wire[];
  certificates: Wire[];
}

const template: () => Wire = () => ({
  metadata: { labels: { app: 'checkout', tier: 'web' } },
  spec: {
    dnsPolicy: 'ClusterFirst',
    serviceAccountName: 'checkout',
    containers: [
      {
        name: 'checkout',
        image: 'registry.acme/checkout:v2',
        ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
        env: [{ name: 'CART_URL', value: 'http://cart.shop.svc.cluster.local:8080' }],
      },
    ],
    volumes: [
      { name: 'data', persistentVolumeClaim: { claimName: 'checkout-data' } },
      { name: 'tls', secret: { secretName: 'checkout-internal-tls', defaultMode: 420 } },
    ],
  },
});

export const aHealthyPod = (name: string): Wire => ({
  ...meta('v1', 'Pod', name, {
    labels: { app: 'checkout', tier: 'web', 'pod-template-hash': '9' },
    creationTimestamp: iso(-600),
  }),
  spec: { ...template().spec, nodeName: 'node-a' },
  status: {
    phase: 'Running',
    startTime: iso(-600),
    conditions: [
      { type: 'Initialized', status: 'True', lastTransitionTime: iso(-599) },
      { type: 'Ready', status: 'True', lastTransitionTime: iso(-598) },
    ],
    containerStatuses: [
      { name: 'checkout', ready: true, restartCount: 0, state: { running: { startedAt: iso(-599) } }, lastState: {} },
    ],
  },
});

export function aHealthyShop(): Shop {
  const condition = (type: string, status: string, reason: string, minutes = -80_000): Wire => ({
    type,
    status,
    reason,
    message: reason,
    lastTransitionTime: iso(minutes),
    lastUpdateTime: iso(minutes),
  });
  return {
    kind: 'deployments',
    deployment: {
      ...meta('apps/v1', 'Deployment', 'checkout'),
      spec: { replicas: 2, selector: { matchLabels: { app: 'checkout' } }, template: template() },
      status: {
        replicas: 2,
        readyReplicas: 2,
        updatedReplicas: 2,
        conditions: [
          condition('Available', 'True', 'MinimumReplicasAvailable'),
          condition('Progressing', 'True', 'NewReplicaSetAvailable'),
        ],
      },
    },
    pods: [aHealthyPod('checkout-9-a'), aHealthyPod('checkout-9-b')],
    replicaSets: [
      {
        ...meta('apps/v1', 'ReplicaSet', 'checkout-9'),
        spec: { replicas: 2, template: template() },
        status: { replicas: 2 },
      },
    ],
    events: [],
    services: [
      {
        ...meta('v1', 'Service', 'checkout'),
        spec: {
          type: 'ClusterIP',
          selector: { app: 'checkout', tier: 'web' },
          ports: [{ name: 'web', port: 80, targetPort: 'http', protocol: 'TCP' }],
        },
      },
    ],
    endpointSlices: [
      {
        ...meta('discovery.k8s.io/v1', 'EndpointSlice', 'checkout-x7k2p', {
          labels: { 'kubernetes.io/service-name': 'checkout' },
        }),
        addressType: 'IPv4',
        endpoints: ['10.1.0.4', '10.1.0.5'].map((address) => ({
          addresses: [address],
          conditions: { ready: true, serving: true },
        })),
        ports: [{ name: 'web', port: 8080, protocol: 'TCP' }],
      },
    ],
    ingresses: [
      {
        ...meta('networking.k8s.io/v1', 'Ingress', 'web'),
        spec: {
          ingressClassName: 'nginx',
          tls: [{ hosts: ['shop.acme.example'], secretName: 'shop-tls' }],
          rules: [
            {
              host: 'shop.acme.example',
              http: {
                paths: [
                  { path: '/', pathType: 'Prefix', backend: { service: { name: 'checkout', port: { number: 80 } } } },
                ],
              },
            },
          ],
        },
      },
    ],
    ingressClasses: [
      { ...meta('networking.k8s.io/v1', 'IngressClass', 'nginx'), spec: { controller: 'k8s.io/ingress-nginx' } },
    ],
    networkPolicies: [
      {
        ...meta('networking.k8s.io/v1', 'NetworkPolicy', 'checkout'),
        spec: {
          podSelector: { matchLabels: { app: 'checkout' } },
          policyTypes: ['Ingress', 'Egress'],
          ingress: [{ from: [{ podSelector: {} }], ports: [{ protocol: 'TCP', port: 8080 }] }],
          egress: [{ to: [{ namespaceSelector: {} }] }],
        },
      },
    ],
    autoscalers: [
      {
        ...meta('autoscaling/v2', 'HorizontalPodAutoscaler', 'checkout'),
        spec: {
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'checkout' },
          minReplicas: 2,
          maxReplicas: 6,
        },
        status: {
          currentReplicas: 2,
          desiredReplicas: 2,
          conditions: [
            condition('AbleToScale', 'True', 'ReadyForNewScale'),
            condition('ScalingActive', 'True', 'ValidMetricFound'),
            condition('ScalingLimited', 'False', 'DesiredWithinRange'),
          ],
        },
      },
    ],
    budgets: [
      {
        ...meta('policy/v1', 'PodDisruptionBudget', 'checkout'),
        spec: { minAvailable: 1, selector: { matchLabels: { app: 'checkout' } } },
        status: {
          disruptionsAllowed: 1,
          currentHealthy: 2,
          desiredHealthy: 1,
          expectedPods: 2,
          conditions: [condition('DisruptionAllowed', 'True', 'SufficientPods')],
        },
      },
    ],
    claims: [
      {
        ...meta('v1', 'PersistentVolumeClaim', 'checkout-data'),
        spec: { storageClassName: 'fast' },
        status: { phase: 'Bound' },
      },
    ],
    jobs: [],
    cronJobs: [
      {
        ...meta('batch/v1', 'CronJob', 'checkout-settle'),
        // The alarm is at 14:36; it ran at 14:30.
        spec: { schedule: '*/30 * * * *', suspend: false },
        status: { lastScheduleTime: iso(-6), lastSuccessfulTime: iso(-5) },
      },
    ],
    certificates: [
      {
        ...meta('cert-manager.io/v1', 'Certificate', 'shop'),
        spec: { secretName: 'shop-tls', dnsNames: ['shop.acme.example'] },
        status: { notAfter: iso(40_000), conditions: [condition('Ready', 'True', 'Ready')] },
      },
    ],
  };
}

const kindNames = {
  deployments: 'Deployment',
  statefulsets: 'StatefulSet',
  daemonsets: 'DaemonSet',
  rollouts: 'Rollout',
};

/** Reads the objects as the source does, from the wire. */
export function toSurroundings(shop: Shop): Surroundings {
  const read = <Schema extends z.ZodType>(schema: Schema, all: readonly Wire[]) =>
    z.array(schema).parse(JSON.parse(JSON.stringify(all)));
  const [workload] = read(Workload, [shop.deployment]);
  if (workload === undefined) throw new Error('a shop has a workload');
  return {
    at: { kind: shop.kind, kindName: kindNames[shop.kind], name: 'checkout', namespace: 'shop', workload },
    names: ['checkout', 'checkout-service'],
    pods: read(ClusterPod, shop.pods),
    replicaSets: read(ClusterReplicaSet, shop.replicaSets),
    workloadEvents: read(ClusterEvent, shop.events),
    services: read(resources.services.schema, shop.services),
    endpointSlices: read(resources.endpointSlices.schema, shop.endpointSlices),
    ingresses: read(resources.ingresses.schema, shop.ingresses),
    ingressClasses: read(classesResource.schema, shop.ingressClasses),
    networkPolicies: read(resources.networkPolicies.schema, shop.networkPolicies),
    autoscalers: read(resources.autoscalers.schema, shop.autoscalers),
    budgets: read(resources.budgets.schema, shop.budgets),
    claims: read(claimsResource.schema, shop.claims),
    jobs: read(resources.jobs.schema, shop.jobs),
    cronJobs: read(resources.cronJobs.schema, shop.cronJobs),
    certificates: read(resources.certificates.schema, shop.certificates),
    window: { from: at(-60), to: alarmAt + 10 * minute },
  };
}
