import { shop } from '../../shop/shop.ts';
import { startUpMs, type World } from '../../telemetry/world.ts';
import { appLabels, type ClusterObject, hashOf, iso, template } from './objects.ts';

export function replicaSets(world: World): ClusterObject[] {
  const now = world.now();
  return world.replicaSets
    .filter((replicaSet) => replicaSet.createdAt <= now)
    .map((replicaSet) => {
      const { service } = replicaSet;
      const isNewest = !world.replicaSets.some(
        (o) => o.service === service && o.revision > replicaSet.revision && o.createdAt <= now,
      );
      const replicas = isNewest ? service.pods : 0;
      return {
        metadata: {
          name: replicaSet.name,
          namespace: service.namespace,
          uid: `uid-${replicaSet.name}`,
          creationTimestamp: iso(replicaSet.createdAt),
          labels: { ...appLabels(service), 'pod-template-hash': hashOf(replicaSet) },
          annotations: {
            'deployment.kubernetes.io/revision': String(replicaSet.revision),
            'kubernetes.io/change-cause': replicaSet.cause,
          },
          ownerReferences: [
            {
              apiVersion: 'apps/v1',
              kind: 'Deployment',
              name: service.workload,
              uid: `uid-${service.workload}`,
              controller: true,
            },
          ],
        },
        spec: {
          replicas,
          selector: { matchLabels: { ...appLabels(service), 'pod-template-hash': hashOf(replicaSet) } },
          template: template(replicaSet),
        },
        status: { replicas, readyReplicas: replicas },
      };
    });
}

export function deployments(world: World): ClusterObject[] {
  const now = world.now();
  return shop.flatMap((service) => {
    const newest = world.replicaSets.findLast(
      (replicaSet) => replicaSet.service === service && replicaSet.createdAt <= now,
    );
    const first = world.replicaSets.find((replicaSet) => replicaSet.service === service);
    if (!newest || !first) return [];
    const live = world.livePods(service.name, now);
    const up = live.filter(
      (pod) => !pod.restarts.some((restart) => now >= restart.at && now < restart.at + startUpMs),
    ).length;
    const available = Math.min(service.pods, up);
    return [
      {
        metadata: {
          name: service.workload,
          namespace: service.namespace,
          uid: `uid-${service.workload}`,
          creationTimestamp: iso(first.createdAt - 200 * 86_400_000),
          labels: appLabels(service),
          annotations: {
            'deployment.kubernetes.io/revision': String(newest.revision),
            'kubernetes.io/change-cause': newest.cause,
          },
        },
        spec: {
          replicas: service.pods,
          revisionHistoryLimit: 10,
          selector: { matchLabels: { app: service.workload } },
          template: template(newest),
        },
        status: {
          replicas: service.pods,
          updatedReplicas: service.pods,
          readyReplicas: available,
          availableReplicas: available,
          conditions: [
            {
              type: 'Available',
              status: available > 0 ? 'True' : 'False',
              reason: 'MinimumReplicasAvailable',
              message: 'Deployment has minimum availability.',
              lastTransitionTime: iso(newest.createdAt),
              lastUpdateTime: iso(newest.createdAt),
            },
            {
              type: 'Progressing',
              status: 'True',
              reason: 'NewReplicaSetAvailable',
              message: `ReplicaSet "${newest.name}" has successfully progressed.`,
              lastTransitionTime: iso(newest.createdAt),
              lastUpdateTime: iso(newest.createdAt + 30_000),
            },
          ],
        },
      },
    ];
  });
}
