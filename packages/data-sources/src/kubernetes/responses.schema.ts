import { z } from 'zod';
import { listOf } from '../vendor-http/list-of.ts';

const text = z.string().nullish();
const names = z.record(z.string(), z.string()).nullish();

export const objectMeta = z.object({
  name: z.string(),
  namespace: text,
  uid: text,
  creationTimestamp: text,
  labels: names,
  annotations: names,
  ownerReferences: z
    .array(z.object({ apiVersion: text, kind: z.string(), name: z.string(), controller: z.boolean().nullish() }))
    .nullish(),
  managedFields: z.array(z.object({ time: text, fieldsV1: z.unknown().optional() })).nullish(),
});
export type ObjectMeta = z.output<typeof objectMeta>;

const terminated = z
  .object({ reason: text, exitCode: z.number().nullish(), startedAt: text, finishedAt: text, message: text })
  .nullish();
const containerState = z
  .object({
    waiting: z.object({ reason: text, message: text }).nullish(),
    running: z.object({ startedAt: text }).nullish(),
    terminated,
  })
  .nullish();
const containerStatus = z.object({
  name: z.string(),
  restartCount: z.number().nullish(),
  state: containerState,
  lastState: containerState,
});
export const condition = z.object({
  type: z.string(),
  status: z.string(),
  reason: text,
  message: text,
  lastTransitionTime: text,
  lastUpdateTime: text,
});

export const ClusterPod = z.object({
  metadata: objectMeta,
  spec: z
    .object({
      nodeName: text,
      volumes: z.array(z.object({ persistentVolumeClaim: z.object({ claimName: z.string() }).nullish() })).nullish(),
    })
    .nullish(),
  status: z
    .object({
      phase: text,
      reason: text,
      message: text,
      startTime: text,
      conditions: z.array(condition).nullish(),
      containerStatuses: z.array(containerStatus).nullish(),
      initContainerStatuses: z.array(containerStatus).nullish(),
    })
    .nullish(),
});
export type ClusterPod = z.output<typeof ClusterPod>;

export const ClusterEvent = z.object({
  metadata: objectMeta,
  involvedObject: z.object({ kind: text, name: text, namespace: text }),
  type: text,
  reason: text,
  message: text,
  count: z.number().nullish(),
  firstTimestamp: text,
  lastTimestamp: text,
  eventTime: text,
  series: z.object({ count: z.number().nullish(), lastObservedTime: text }).nullish(),
});
export type ClusterEvent = z.output<typeof ClusterEvent>;

const quantities = z.record(z.string(), z.union([z.string(), z.number()]).transform(String)).nullish();
const Container = z.object({
  name: z.string(),
  image: text,
  command: z.array(z.string()).nullish(),
  args: z.array(z.string()).nullish(),
  env: z.array(z.object({ name: z.string(), value: text, valueFrom: z.unknown().optional() })).nullish(),
  envFrom: z.array(z.unknown()).nullish(),
  ports: z.array(z.object({ name: text, containerPort: z.number() })).nullish(),
  resources: z.object({ limits: quantities, requests: quantities }).nullish(),
  readinessProbe: z.unknown().optional(),
  livenessProbe: z.unknown().optional(),
  startupProbe: z.unknown().optional(),
});
export type Container = z.output<typeof Container>;

export const PodTemplate = z.object({
  metadata: z.object({ labels: names, annotations: names }).nullish(),
  spec: z
    .object({
      containers: z.array(Container).nullish(),
      initContainers: z.array(Container).nullish(),
      volumes: z.array(z.looseObject({ name: z.string() })).nullish(),
      dnsPolicy: text,
    })
    .nullish(),
});
export type PodTemplate = z.output<typeof PodTemplate>;

const selector = z.object({
  matchLabels: names,
  matchExpressions: z
    .array(z.object({ key: z.string(), operator: z.string(), values: z.array(z.string()).nullish() }))
    .nullish(),
});

/** Deployment, StatefulSet or DaemonSet: only what they share, and what a Deployment adds. */
export const Workload = z.object({
  metadata: objectMeta,
  spec: z.object({
    replicas: z.number().nullish(),
    revisionHistoryLimit: z.number().nullish(),
    selector,
    template: PodTemplate.nullish(),
  }),
  status: z
    .object({
      replicas: z.number().nullish(),
      readyReplicas: z.number().nullish(),
      updatedReplicas: z.number().nullish(),
      currentRevision: text,
      updateRevision: text,
      desiredNumberScheduled: z.number().nullish(),
      numberReady: z.number().nullish(),
      conditions: z.array(condition).nullish(),
    })
    .nullish(),
});
export type Workload = z.output<typeof Workload>;

export const ClusterReplicaSet = z.object({
  metadata: objectMeta,
  spec: z.object({ replicas: z.number().nullish(), template: PodTemplate.nullish() }),
  status: z.object({ conditions: z.array(condition).nullish() }).nullish(),
});
export type ClusterReplicaSet = z.output<typeof ClusterReplicaSet>;

export const ControllerRevision = z.object({
  metadata: objectMeta,
  revision: z.number(),
  data: z.object({ spec: z.object({ template: PodTemplate.nullish() }).nullish() }).nullish(),
});
export type ControllerRevision = z.output<typeof ControllerRevision>;

export const ClusterNode = z.object({
  metadata: objectMeta,
  spec: z.object({ taints: z.array(z.object({ key: z.string(), effect: text, timeAdded: text })).nullish() }).nullish(),
  status: z.object({ conditions: z.array(condition).nullish() }).nullish(),
});
export type ClusterNode = z.output<typeof ClusterNode>;

export const VersionResponse = z.object({ gitVersion: z.string() });

/** One page of a Kubernetes list. `items` is null in some versions when there are none. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    metadata: z.object({ continue: text, remainingItemCount: z.number().nullish() }).nullish(),
    items: z
      .array(z.unknown())
      .nullable()
      .transform((items) => items ?? [])
      .pipe(listOf(item)),
  });
