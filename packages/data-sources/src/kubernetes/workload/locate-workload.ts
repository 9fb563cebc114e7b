import { type QuestionRun, type SharedReads, SkipQuestion } from '../../answering/index.ts';
import type { Question } from '../../data-source.ts';
import { choosePlaces, listed } from '../../environment/choose-places.ts';
import { ownWords } from '../../environment/own-words.ts';
import type { KubernetesClient } from '../client.ts';
import type { Workload } from '../responses.schema.ts';
import { findOtherOwner } from './find-other-owner.ts';
import {
  environmentOf,
  labelSelectorOf,
  pickWorkloads,
  toWorkloadSearch,
  type WorkloadKind,
  workloadKinds,
} from './find-workload.ts';
import { listWorkloads } from './list-workloads.ts';
import type { LocatedWorkload } from './located-workload.ts';

/**
 * Looks through deployments, then stateful sets, then daemon sets, then whatever else keeps pods, for the one in the wanted environment. Null when the service only
 * runs elsewhere, or when nothing decides between several: the answer then says so. Throws {@link SkipQuestion} when none goes by the
 * service's names.
 */
export async function locateWorkload(
  { client, shared }: { client: KubernetesClient; shared: SharedReads },
  question: Pick<Question, 'service' | 'place'>,
  defaultNamespace: string | undefined,
  run: QuestionRun,
): Promise<LocatedWorkload | null> {
  const { service } = question;
  const { namespace, names } = toWorkloadSearch(service, defaultNamespace);
  let open: string | null = null;
  for (const kind of workloadKinds) {
    const found = pickWorkloads(await listWorkloads({ client, shared }, kind, namespace, run), names);
    if (found.length === 0) continue;
    const at = chooseOne(found, question, namespace);
    if (at.leftOut.length > 0 && at.workload !== undefined)
      run.warn(`looked only at ${nameOf(at.workload)}, not at ${listed(at.leftOut)}`);
    if (at.workload !== undefined) return located(kind, at.workload, namespace);
    open ??= at.open;
  }
  const others = open === null ? await findOtherOwner({ client, shared }, { namespace, names }, run) : [];
  const other = chooseOne(
    others.map(({ workload }) => workload),
    question,
    namespace,
  );
  const found = others.find(({ workload }) => workload === other.workload);
  if (found !== undefined) return found;
  open ??= others.length > 0 ? other.open : null;
  if (open !== null) {
    run.leaveOpen(`${service.name} was ${open}`);
    return null;
  }
  const where = namespace === undefined ? 'any namespace' : `the namespace ${namespace}`;
  throw new SkipQuestion(
    `no workload in ${where} is called ${names.join(' or ')}; set services[].kubernetes for ${service.name}`,
  );
}

const nameOf = ({ metadata }: Workload): string => `${metadata.namespace ?? 'default'}/${metadata.name}`;

function chooseOne(
  found: readonly Workload[],
  { service, place }: Pick<Question, 'service' | 'place'>,
  namespace: string | undefined,
): { workload: Workload | undefined; leftOut: readonly string[]; open: string | null } {
  const candidates = found.map((workload) => {
    const environment = environmentOf(workload);
    return {
      item: workload,
      name: nameOf(workload),
      ...(environment === undefined ? {} : { place: { environment } }),
      names: [workload.metadata.name, workload.metadata.namespace ?? namespace ?? ''],
    };
  });
  const options = { own: ownWords(service), areNamed: namespace !== undefined, atMost: 'one' } as const;
  const { chosen, leftOut, open } = choosePlaces(candidates, place, options);
  return { workload: chosen[0], leftOut, open };
}

const kindNames: Readonly<Record<WorkloadKind, string>> = {
  deployments: 'Deployment',
  statefulsets: 'StatefulSet',
  daemonsets: 'DaemonSet',
};

function located(kind: WorkloadKind, workload: Workload, namespace: string | undefined): LocatedWorkload {
  return {
    kind,
    kindName: kindNames[kind],
    name: workload.metadata.name,
    namespace: workload.metadata.namespace ?? namespace ?? 'default',
    labelSelector: labelSelectorOf(workload),
    workload,
  };
}
