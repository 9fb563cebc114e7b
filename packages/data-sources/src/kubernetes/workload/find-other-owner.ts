import { asFailure } from '@incidentfox/failures';
import type { z } from 'zod';
import type { QuestionRun, SharedReads } from '../../answering/index.ts';
import type { KubernetesClient, ObjectKind } from '../client.ts';
import { cronJobsWithPods, jobsOfWorkloads, rollouts } from '../objects/resources.ts';
import { shareList } from '../objects/share-list.ts';
import { labelSelectorOf, pickWorkloads, type WorkloadSearch } from './find-workload.ts';
import type { LocatedWorkload } from './located-workload.ts';
import { ownersByPods } from './owners-by-pods.ts';

/** How these are asked. */
interface Access {
  readonly client: KubernetesClient;
  readonly shared: SharedReads;
}

/**
 * What else keeps pods under one of the names: Argo's rollouts, scheduled jobs, then the owner of pods that are labelled so. A cluster without
 * such a kind has none; where they may not be listed, a gap says so.
 */
export async function findOtherOwner(
  access: Access,
  search: WorkloadSearch,
  run: QuestionRun,
): Promise<LocatedWorkload[]> {
  for (const find of [findRollouts, findCronJobs, ownersByPods]) {
    const found = await find(access, search, run);
    if (found.length > 0) return found;
  }
  return [];
}

async function listed<T extends z.ZodType>(
  { client, shared }: Access,
  kind: ObjectKind<T>,
  namespace: string | undefined,
  run: QuestionRun,
): Promise<readonly z.output<T>[]> {
  const read = (one: QuestionRun) =>
    client.objects(kind, namespace, one).catch((thrown: unknown) => {
      if (asFailure(thrown, 'kubernetes').status === 404) return [];
      throw thrown;
    });
  return (
    (await run.part(`the list of ${kind.plural}`, () =>
      shareList(shared, `${kind.plural} of ${namespace ?? 'all'} as workloads`, run, read),
    )) ?? []
  );
}

async function findRollouts(
  access: Access,
  { namespace, names }: WorkloadSearch,
  run: QuestionRun,
): Promise<LocatedWorkload[]> {
  const all = await listed(access, rollouts, namespace, run);
  return pickWorkloads(all, names).map((workload) => ({
    kind: 'rollouts',
    kindName: 'Rollout',
    name: workload.metadata.name,
    namespace: workload.metadata.namespace ?? namespace ?? 'default',
    labelSelector: labelSelectorOf(workload),
    workload,
  }));
}

/** Jobs whose pods are looked at, newest first. */
const maxJobs = 10;

async function findCronJobs(
  access: Access,
  { namespace, names }: WorkloadSearch,
  run: QuestionRun,
): Promise<LocatedWorkload[]> {
  const all = await listed(access, cronJobsWithPods, namespace, run);
  // Labels tell whose job it is, and not that the service is nothing else.
  const picked = pickWorkloads(
    all.map(({ metadata, spec }) => ({
      metadata: { ...metadata, labels: {} },
      spec: { selector: {}, template: spec.jobTemplate?.spec?.template },
    })),
    names,
  );
  if (picked.length === 0) return [];
  const jobs = await listed(access, jobsOfWorkloads, namespace, run);
  return picked.map((workload) => {
    const { name } = workload.metadata;
    const own = jobs
      .filter(({ metadata }) =>
        metadata.ownerReferences?.some((owner) => owner.kind === 'CronJob' && owner.name === name),
      )
      .map(({ metadata }) => metadata.name)
      .sort()
      .slice(-maxJobs);
    return {
      kind: 'cronjobs',
      kindName: 'CronJob',
      name,
      namespace: workload.metadata.namespace ?? namespace ?? 'default',
      labelSelector: `job-name in (${(own.length > 0 ? own : [name]).join(',')})`,
      workload,
    };
  });
}
