import { z } from 'zod';
import { condition, objectMeta, PodTemplate } from '../responses.schema.ts';

/*
 * What surrounds a workload in its namespace: of each object only the fields that are read. Secrets are never asked for.
 */

const text = z.string().nullish();
const names = z.record(z.string(), z.string()).nullish();
const port = z.union([z.number(), z.string()]);
const conditions = z.array(condition).nullish();

export const LabelSelector = z.object({
  matchLabels: names,
  matchExpressions: z
    .array(z.object({ key: z.string(), operator: z.string(), values: z.array(z.string()).nullish() }))
    .nullish(),
});
export type LabelSelector = z.output<typeof LabelSelector>;

export const ClusterService = z.object({
  metadata: objectMeta,
  spec: z.object({
    type: text,
    clusterIP: text,
    selector: names,
    publishNotReadyAddresses: z.boolean().nullish(),
    ports: z.array(z.object({ name: text, port: z.number(), targetPort: port.nullish() })).nullish(),
  }),
});
export type ClusterService = z.output<typeof ClusterService>;

export const EndpointSlice = z.object({
  metadata: objectMeta,
  endpoints: z.array(z.object({ conditions: z.object({ ready: z.boolean().nullish() }).nullish() })).nullish(),
});
export type EndpointSlice = z.output<typeof EndpointSlice>;

const ingressBackend = z
  .object({
    service: z
      .object({ name: z.string(), port: z.object({ name: text, number: z.number().nullish() }).nullish() })
      .nullish(),
  })
  .nullish();
export const ClusterIngress = z.object({
  metadata: objectMeta,
  spec: z.object({
    ingressClassName: text,
    defaultBackend: ingressBackend,
    tls: z.array(z.object({ hosts: z.array(z.string()).nullish(), secretName: text })).nullish(),
    rules: z
      .array(
        z.object({
          host: text,
          http: z.object({ paths: z.array(z.object({ path: text, backend: ingressBackend })) }).nullish(),
        }),
      )
      .nullish(),
  }),
});
export type ClusterIngress = z.output<typeof ClusterIngress>;

export const IngressClass = z.object({ metadata: objectMeta });
export type IngressClass = z.output<typeof IngressClass>;

const policyRule = z.object({
  ports: z.array(z.object({ protocol: text, port: port.nullish(), endPort: z.number().nullish() })).nullish(),
});
export const NetworkPolicy = z.object({
  metadata: objectMeta,
  spec: z.object({
    podSelector: LabelSelector,
    policyTypes: z.array(z.string()).nullish(),
    ingress: z.array(policyRule).nullish(),
    egress: z.array(policyRule).nullish(),
  }),
});
export type NetworkPolicy = z.output<typeof NetworkPolicy>;

export const Autoscaler = z.object({
  metadata: objectMeta,
  spec: z.object({
    scaleTargetRef: z.object({ kind: z.string(), name: z.string() }),
    minReplicas: z.number().nullish(),
    maxReplicas: z.number(),
  }),
  status: z
    .object({ currentReplicas: z.number().nullish(), desiredReplicas: z.number().nullish(), conditions })
    .nullish(),
});
export type Autoscaler = z.output<typeof Autoscaler>;

export const DisruptionBudget = z.object({
  metadata: objectMeta,
  spec: z.object({ selector: LabelSelector.nullish(), minAvailable: port.nullish(), maxUnavailable: port.nullish() }),
  status: z
    .object({
      disruptionsAllowed: z.number().nullish(),
      currentHealthy: z.number().nullish(),
      desiredHealthy: z.number().nullish(),
      expectedPods: z.number().nullish(),
      conditions,
    })
    .nullish(),
});
export type DisruptionBudget = z.output<typeof DisruptionBudget>;

export const VolumeClaim = z.object({
  metadata: objectMeta,
  spec: z.object({ storageClassName: text }).nullish(),
  status: z.object({ phase: text }).nullish(),
});
export type VolumeClaim = z.output<typeof VolumeClaim>;

export const ClusterJob = z.object({
  metadata: objectMeta,
  status: z.object({ startTime: text, completionTime: text, failed: z.number().nullish(), conditions }).nullish(),
});
export type ClusterJob = z.output<typeof ClusterJob>;

export const CronJob = z.object({
  metadata: objectMeta,
  spec: z.object({ schedule: z.string(), timeZone: text, suspend: z.boolean().nullish() }),
  status: z.object({ lastScheduleTime: text, lastSuccessfulTime: text }).nullish(),
});
export type CronJob = z.output<typeof CronJob>;

/** A scheduled job with the pods it makes. */
export const CronJobTemplate = z.object({
  metadata: objectMeta,
  spec: z.object({
    jobTemplate: z.object({ spec: z.object({ template: PodTemplate.nullish() }).nullish() }).nullish(),
  }),
});

/** The scale of anything that can be scaled. */
export const Scale = z.object({
  spec: z.object({ replicas: z.number().nullish() }).nullish(),
  status: z.object({ replicas: z.number().nullish(), selector: text }).nullish(),
});

export const Certificate = z.object({
  metadata: objectMeta,
  spec: z.object({ secretName: text, dnsNames: z.array(z.string()).nullish() }),
  status: z.object({ notAfter: text, conditions }).nullish(),
});
export type Certificate = z.output<typeof Certificate>;
