import { nodes } from '../../shop/shop.ts';
import type { World } from '../../telemetry/world.ts';
import { type ClusterObject, iso } from './objects.ts';

export function isNodeReady(world: World, name: string, now: number): boolean {
  const trouble = world.scenario.nodes?.find((script) => script.node === name);
  return !trouble || now < world.momentOf(trouble.notReadyAt);
}

export function clusterNodes(world: World): ClusterObject[] {
  return nodes.map((node) => {
    const trouble = world.scenario.nodes?.find((script) => script.node === node.name);
    const ready = isNodeReady(world, node.name, world.now());
    const changedAt = iso(ready ? world.alarmAt - 30 * 86_400_000 : world.momentOf(trouble?.notReadyAt ?? 0));
    return {
      metadata: {
        name: node.name,
        labels: { 'topology.kubernetes.io/zone': node.zone },
        creationTimestamp: iso(world.alarmAt - 30 * 86_400_000),
      },
      status: {
        conditions: [
          {
            type: 'MemoryPressure',
            status: 'False',
            reason: 'KubeletHasSufficientMemory',
            message: 'kubelet has sufficient memory available',
            lastTransitionTime: iso(world.alarmAt - 30 * 86_400_000),
          },
          ready
            ? {
                type: 'Ready',
                status: 'True',
                reason: 'KubeletReady',
                message: 'kubelet is posting ready status',
                lastTransitionTime: changedAt,
              }
            : {
                type: 'Ready',
                status: 'Unknown',
                reason: trouble?.reason ?? 'NodeStatusUnknown',
                message: 'Kubelet stopped posting node status.',
                lastTransitionTime: changedAt,
              },
        ],
      },
    };
  });
}
