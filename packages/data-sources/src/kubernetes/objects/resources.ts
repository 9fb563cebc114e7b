import { Workload } from '../responses.schema.ts';
import {
  Autoscaler,
  Certificate,
  ClusterIngress,
  ClusterJob,
  ClusterService,
  CronJob,
  CronJobTemplate,
  DisruptionBudget,
  EndpointSlice,
  IngressClass,
  NetworkPolicy,
  VolumeClaim,
} from './objects.schema.ts';

/** One more collection that is listed beside workloads and pods, and as what. */
const resource = <Schema>(group: string, version: string, plural: string, schema: Schema) => ({
  group,
  /** The path before the namespace. */
  path: group === '' ? `/api/${version}` : `/apis/${group}/${version}`,
  plural,
  schema,
});

/** What stands around a workload in its namespace. A cluster that has no such kind answers 404, which is no gap. */
export const resources = {
  services: resource('', 'v1', 'services', ClusterService),
  endpointSlices: resource('discovery.k8s.io', 'v1', 'endpointslices', EndpointSlice),
  ingresses: resource('networking.k8s.io', 'v1', 'ingresses', ClusterIngress),
  networkPolicies: resource('networking.k8s.io', 'v1', 'networkpolicies', NetworkPolicy),
  autoscalers: resource('autoscaling', 'v2', 'horizontalpodautoscalers', Autoscaler),
  budgets: resource('policy', 'v1', 'poddisruptionbudgets', DisruptionBudget),
  jobs: resource('batch', 'v1', 'jobs', ClusterJob),
  cronJobs: resource('batch', 'v1', 'cronjobs', CronJob),
  certificates: resource('cert-manager.io', 'v1', 'certificates', Certificate),
} as const;
export type ResourceName = keyof typeof resources;

/** Asked for only where something refers to it. */
export const claimsResource = resource('', 'v1', 'persistentvolumeclaims', VolumeClaim);
/** Of the whole cluster. */
export const classesResource = resource('networking.k8s.io', 'v1', 'ingressclasses', IngressClass);

/** Looked through for workloads that are no deployment, stateful set or daemon set. */
export const rollouts = resource('argoproj.io', 'v1alpha1', 'rollouts', Workload);
export const cronJobsWithPods = resource('batch', 'v1', 'cronjobs', CronJobTemplate);
export const jobsOfWorkloads = resource('batch', 'v1', 'jobs', ClusterJob);

/** The rule a role lacks, as it stands in one. */
export const ruleFor = ({ group, plural }: { group: string; plural: string }): string =>
  `apiGroups: ["${group}"], resources: ["${plural}"], verbs: ["list"]`;
