import { type QuestionRun, SkipQuestion } from '../../answering/index.ts';
import type { Question } from '../../data-source.ts';
import type { KubernetesClient } from '../client.ts';
import type { Workload } from '../responses.schema.ts';
import { labelSelectorOf, pickWorkload, toWorkloadSearch, type WorkloadKind, workloadKinds } from './find-workload.ts';

/** The workload that runs a service. */
export interface LocatedWorkload {
  readonly kind: WorkloadKind;
  readonly name: string;
  readonly namespace: string;
  /** Selects its pods, and the replica sets made for it. */
  readonly labelSelector: string;
  readonly workload: Workload;
}

/** Looks through deployments, then stateful sets, then daemon sets. Throws {@link SkipQuestion} when none goes by the service's names. */
export async function locateWorkload(
  client: KubernetesClient,
  { service }: Pick<Question, 'service'>,
  defaultNamespace: string | undefined,
  run: QuestionRun,
): Promise<LocatedWorkload> {
  const { namespace, names } = toWorkloadSearch(service, defaultNamespace);
  for (const kind of workloadKinds) {
    const workload = pickWorkload(await client.workloads(kind, namespace, run), names);
    if (!workload) continue;
    return {
      kind,
      name: workload.metadata.name,
      namespace: workload.metadata.namespace ?? namespace ?? 'default',
      labelSelector: labelSelectorOf(workload),
      workload,
    };
  }
  const where = namespace === undefined ? 'any namespace' : `the namespace ${namespace}`;
  throw new SkipQuestion(
    `no workload in ${where} is called ${names.join(' or ')}; set services[].kubernetes for ${service.name}`,
  );
}
