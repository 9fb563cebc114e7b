import type { QuestionRun, SharedReads } from '../../answering/index.ts';
import type { KubernetesClient } from '../client.ts';
import { shareList } from '../objects/share-list.ts';
import type { Workload } from '../responses.schema.ts';
import type { WorkloadKind } from './find-workload.ts';

/** All workloads of a kind, read once: every question looks for its own among them. `namespace` undefined is all of them. */
export const listWorkloads = (
  { client, shared }: { client: KubernetesClient; shared: SharedReads },
  kind: WorkloadKind,
  namespace: string | undefined,
  run: QuestionRun,
): Promise<readonly Workload[]> =>
  shareList(shared, `${kind} of ${namespace ?? 'all'}`, run, (one) => client.workloads(kind, namespace, one));
