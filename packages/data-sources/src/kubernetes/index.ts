import { asFailure, Failure } from '@incidentfox/failures';
import { type Answerer, answerChanges, answerWith, checkWith, shareReads } from '../answering/index.ts';
import type { DataSource, DataSourceDefinition } from '../data-source.ts';
import { defaultCaps } from '../limits.ts';
import { askChanges } from './ask-changes.ts';
import { askInfra } from './ask-infra.ts';
import { below, connectKubernetes, type KubernetesClient } from './client.ts';
import { objectsReader } from './objects/read-objects.ts';
import { resources } from './objects/resources.ts';
import { type KubernetesSettings, kubernetesSettings } from './settings.ts';
import { sweepTopology } from './topology/ask-topology.ts';
import { workloadKinds } from './workload/find-workload.ts';

/** A Kubernetes cluster: what happened to a service's pods and nodes, and how its pod template changed. */
export const kubernetes: DataSourceDefinition<typeof kubernetesSettings> = {
  kind: 'kubernetes',
  title: 'Kubernetes',
  settings: kubernetesSettings,
  create: ({ id, settings, now, onUnauthorized }) =>
    createKubernetes(
      { id, kind: 'kubernetes', now },
      settings,
      connectKubernetes(settings, id, { now, onUnauthorized }),
    ),
};

function createKubernetes(source: Answerer, settings: KubernetesSettings, client: KubernetesClient): DataSource {
  const namespace = settings.default_namespace;
  const shared = shareReads(source.now);
  const ofWorkload = shareReads(source.now);
  const objects = objectsReader(client, shared, source.id);
  return {
    id: source.id,
    kind: source.kind,
    capabilities: new Set(['changes', 'infra'] as const),
    check: (signal) => checkCluster(client, namespace, signal),
    infra: (question) =>
      answerWith(source, question, (run) => askInfra({ client, settings, shared, ofWorkload, objects }, question, run)),
    changes: (question) =>
      answerChanges(source, question, (run) => askChanges({ client, settings, shared, ofWorkload }, question, run)),
    sweeps: {
      topology: (question) =>
        answerWith(source, question, (run) => sweepTopology({ client, shared }, namespace, question.place, run)),
    },
    discover: (signal) =>
      answerWith(source, { signal, caps: { ...defaultCaps, items: 2_000 } }, async (run) => {
        const lists = await Promise.all(
          workloadKinds.map((kind) => run.part(kind, () => client.workloads(kind, namespace, run))),
        );
        return lists
          .flatMap((all) => all ?? [])
          .map(({ metadata }) => ({
            name: metadata.name,
            vendorName: { namespace: metadata.namespace ?? namespace ?? 'default', workload: metadata.name },
          }));
      }),
  };
}

const rules =
  'Bind a role that may list pods, events, deployments, replicasets and what else stands in docs/kubernetes-rbac.yaml.';

/** Everything a question about infrastructure, or about changes, reads: without one of them its answer lacks a part. */
const infraLists = [
  ...['pods', 'events', 'nodes'].map((kind) => ['/api/v1', kind] as const),
  // Certificates belong to cert-manager, which need not be there.
  ...Object.values(resources)
    .filter(({ plural }) => plural !== 'certificates')
    .map(({ path, plural }) => [path, plural] as const),
];
const changeLists = [...workloadKinds, 'replicasets', 'controllerrevisions'].map(
  (kind) => ['/apis/apps/v1', kind] as const,
);

function checkCluster(client: KubernetesClient, namespace: string | undefined, signal: AbortSignal) {
  const where = namespace === undefined ? 'all namespaces' : `the namespace ${namespace}`;
  const probe = (group: string, kind: string) =>
    client.probe(below(group, kind === 'nodes' ? undefined : namespace, kind), { signal });
  const mayList = async (lists: readonly (readonly [group: string, kind: string])[]) => {
    const refused: { kind: string; why: Failure }[] = [];
    for (const [group, kind] of lists) {
      await probe(group, kind).catch((thrown: unknown) => refused.push({ kind, why: asFailure(thrown, 'kubernetes') }));
    }
    const [first] = refused;
    if (first === undefined) return `may list ${lists.map(([, kind]) => kind).join(', ')} in ${where}`;
    if (refused.length === lists.length) throw first.why;
    throw new Failure(first.why.kind, `${refused.map(({ kind }) => kind).join(', ')}: ${first.why.message}`);
  };
  return Promise.all([
    checkWith('identity', async () => `Kubernetes ${(await client.version({ signal })).gitVersion}`),
    checkWith('infra', () => mayList(infraLists), { forbidden: rules }),
    checkWith('changes', () => mayList(changeLists), { forbidden: rules }),
  ]);
}
