import type { DataSource, DataSourceDefinition } from '../data-source.ts';
import { type Answerer, answerChanges, answerWith, checkWith, defaultCaps } from '../execution/index.ts';
import { below, connectKubernetes, type KubernetesClient } from './client.ts';
import { workloadKinds } from './find-workload.ts';
import { type LocatedWorkload, locateWorkload } from './locate-workload.ts';
import { readInfra } from './read-infra.ts';
import { readRevisions, readWorkloadEvents } from './read-rollouts.ts';
import { type KubernetesSettings, kubernetesSettings } from './settings.ts';
import { toChangeHistory } from './to-change-history.ts';
import { toRolloutChanges } from './to-rollout-changes.ts';

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
    infra: (ask) =>
      answerWith(source, ask, async (asking) => {
        const at = await locateWorkload(client, ask, namespace, asking);
        asking.deepLink(linkTo(at, settings));
        return readInfra(client, at, ask, asking);
      }),
    changes: (ask) =>
      answerChanges(source, ask, async (asking) => {
        const at = await locateWorkload(client, ask, namespace, asking);
        const url = linkTo(at, settings);
        asking.deepLink(url);
        const [revisions, events = []] = await Promise.all([
          readRevisions(client, at, asking),
          asking.part('the list of scaling events', () => readWorkloadEvents(client, at, asking)),
        ]);
        const scopeMatch = at.name === ask.service.name ? 'exact' : 'alias';
        const all = toRolloutChanges({
          service: ask.service.name,
          workload: at.workload,
          revisions,
          events,
          scopeMatch,
          url,
        });
        return {
          changes: all.filter(({ startedAt }) => startedAt >= ask.window.from && startedAt < ask.window.to).reverse(),
          history: toChangeHistory(ask, all, revisions, at.workload.spec.revisionHistoryLimit ?? 10),
        };
      }),
    discover: (signal) =>
      answerWith(source, { signal, caps: { ...defaultCaps, items: 2_000 } }, async (asking) => {
        const lists = await Promise.all(
          workloadKinds.map((kind) => asking.part(kind, () => client.workloads(kind, namespace, asking))),
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
  const glance = async (group: string, kind: string) => {
    await client.glance(below(group, namespace, kind), { signal });
    return `may list ${kind} in ${where}`;
  };
  return Promise.all([
    checkWith('identity', async () => `Kubernetes ${(await client.version({ signal })).gitVersion}`),
    checkWith('infra', () => glance('/api/v1', 'pods'), { forbidden: rules }),
    checkWith('changes', () => glance('/apis/apps/v1', 'replicasets'), { forbidden: rules }),
  ]);
}

function linkTo(at: LocatedWorkload, { dashboard_url: pattern }: KubernetesSettings): string | undefined {
  return pattern
    ?.replaceAll('{namespace}', encodeURIComponent(at.namespace))
    .replaceAll('{workload}', encodeURIComponent(at.name));
}
