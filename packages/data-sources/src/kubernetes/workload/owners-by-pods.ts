import { asFailure, Failure } from '@incidentfox/failures';
import { urlPath } from '@incidentfox/http-client';
import type { QuestionRun, SharedReads } from '../../answering/index.ts';
import type { KubernetesClient } from '../client.ts';
import { shareList } from '../objects/share-list.ts';
import type { ClusterPod, ObjectMeta, Workload } from '../responses.schema.ts';
import type { WorkloadSearch } from './find-workload.ts';
import type { LocatedWorkload } from './located-workload.ts';

interface Access {
  readonly client: KubernetesClient;
  readonly shared: SharedReads;
}
type Owner = NonNullable<ObjectMeta['ownerReferences']>[number];

const nameLabels = ['app.kubernetes.io/name', 'app'];
const labelValue = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
/** These are found by their own lists. */
const known: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Job',
  'CronJob',
  'Node',
]);

/** The owners of pods that are labelled with one of the names, where they are of a kind that nobody lists: they answer for their scale. */
export async function ownersByPods(
  access: Access,
  { namespace, names }: WorkloadSearch,
  run: QuestionRun,
): Promise<LocatedWorkload[]> {
  const plain = names.filter((name) => labelValue.test(name));
  if (plain.length === 0) return [];
  for (const label of nameLabels) {
    const selector = `${label} in (${plain.join(',')})`;
    const pods = await run.part('the list of pods by label', () =>
      shareList(access.shared, `pods of ${namespace ?? 'all'} with ${selector}`, run, (one) =>
        access.client.pods(namespace, selector, one),
      ),
    );
    const owned = (pods ?? []).flatMap((pod) => {
      const owner = pod.metadata.ownerReferences?.find(
        ({ controller, kind }) => controller === true && !known.has(kind),
      );
      return owner === undefined ? [] : [{ pod, owner }];
    });
    if (owned.length > 0) return eachOwner(access, owned, run);
  }
  return [];
}

async function eachOwner(access: Access, owned: readonly { pod: ClusterPod; owner: Owner }[], run: QuestionRun) {
  const owners = new Map<string, { pod: ClusterPod; owner: Owner; pods: ClusterPod[] }>();
  for (const one of owned) {
    const key = `${one.pod.metadata.namespace}/${one.owner.kind}/${one.owner.name}`;
    const there = owners.get(key) ?? { ...one, pods: [] };
    owners.set(key, there);
    there.pods.push(one.pod);
  }
  // Whoever names several has to say which is meant; each costs a request.
  return Promise.all([...owners.values()].slice(0, 2).map((one) => toLocated(access, one, run)));
}

async function toLocated(
  { client }: Access,
  { pod, owner, pods }: { pod: ClusterPod; owner: Owner; pods: readonly ClusterPod[] },
  run: QuestionRun,
): Promise<LocatedWorkload> {
  const namespace = pod.metadata.namespace ?? 'default';
  const scale = await run.part(`the scale of ${owner.kind} ${owner.name}`, () =>
    readScale(client, owner, namespace, run),
  );
  const labels = Object.fromEntries(
    Object.entries(pod.metadata.labels ?? {}).filter(([label]) => nameLabels.includes(label)),
  );
  const workload: Workload = {
    metadata: { name: owner.name, namespace },
    spec: {
      replicas: scale?.spec?.replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels: pod.metadata.labels } },
    },
    status: { replicas: scale?.status?.replicas, readyReplicas: pods.filter(isReady).length },
  };
  const selector =
    scale?.status?.selector ??
    Object.entries(labels)
      .map((pair) => pair.join('='))
      .join(',');
  return { kind: 'others', kindName: owner.kind, name: owner.name, namespace, labelSelector: selector, workload };
}

const isReady = ({ status }: ClusterPod): boolean =>
  status?.conditions?.some((one) => one.type === 'Ready' && one.status === 'True') ?? false;

/** The scale subresource, which any kind that can be scaled has. Undefined where it has none; its plural is the usual one. */
async function readScale(
  client: KubernetesClient,
  { apiVersion, kind, name }: Owner,
  namespace: string,
  run: QuestionRun,
) {
  const plural = `${kind.toLowerCase()}s`;
  const [group = '', version = ''] = (apiVersion ?? '').split('/');
  const path = urlPath`/apis/${group}/${version}/namespaces/${namespace}/${plural}/${name}/scale`;
  try {
    return await client.scale(path, run);
  } catch (thrown) {
    const failure = asFailure(thrown, 'kubernetes');
    if (failure.status === 404) return undefined;
    if (failure.kind !== 'forbidden') throw failure;
    const rule = `{ apiGroups: ["${group}"], resources: ["${plural}/scale"], verbs: ["get"] }`;
    throw new Failure('forbidden', `the scale of ${plural} may not be read; the role needs ${rule}`, { status: 403 });
  }
}
