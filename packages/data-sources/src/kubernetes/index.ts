import { type Answerer, answerChanges, answerWith, checkWith } from '../answering/index.ts';
import type { DataSource, DataSourceDefinition } from '../data-source.ts';
import { defaultCaps } from '../limits.ts';
import { askChanges } from './ask-changes.ts';
import { askInfra } from './ask-infra.ts';
import { below, connectKubernetes, type KubernetesClient } from './client.ts';
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
  return {
    id: source.id,
    kind: source.kind,
    capabilities: new Set(['changes', 'infra'] as const),
    check: (signal) => checkCluster(client, namespace, signal),
    infra: (question) => answerWith(source, question, (run) => askInfra({ client, settings }, question, run)),
    changes: (question) => answerChanges(source, question, (run) => askChanges({ client, settings }, question, run)),
    sweeps: {
      topology: (question) =>
        answerWith(source, question, (run) => sweepTopology(client, namespace, question.place, run)),
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
  'Bind a role that may list pods, events, deployments, replicasets, statefulsets, daemonsets, controllerrevisions and nodes.';

function checkCluster(client: KubernetesClient, namespace: string | undefined, signal: AbortSignal) {
  const where = namespace === undefined ? 'all namespaces' : `the namespace ${namespace}`;
  const probe = async (group: string, kind: string) => {
    await client.probe(below(group, namespace, kind), { signal });
    return `may list ${kind} in ${where}`;
  };
  return Promise.all([
    checkWith('identity', async () => `Kubernetes ${(await client.version({ signal })).gitVersion}`),
    checkWith('infra', () => probe('/api/v1', 'pods'), { forbidden: rules }),
    checkWith('changes', () => probe('/apis/apps/v1', 'replicasets'), { forbidden: rules }),
  ]);
}
