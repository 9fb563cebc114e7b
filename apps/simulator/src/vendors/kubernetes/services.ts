import { shop } from '../../shop/shop.ts';
import type { World } from '../../telemetry/world.ts';
import { appLabels, type ClusterObject, iso } from './objects.ts';
import { pods } from './pods.ts';

/** A Service in front of every workload of the shop. */
export function services(world: World): ClusterObject[] {
  return shop.map((service) => ({
    metadata: {
      name: service.workload,
      namespace: service.namespace,
      uid: `uid-service-${service.workload}`,
      creationTimestamp: iso(world.alarmAt - 200 * 86_400_000),
      labels: appLabels(service),
    },
    spec: {
      type: 'ClusterIP',
      selector: { app: service.workload },
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    },
  }));
}

/** Its pods, each ready or not as the pod says. */
export function endpointSlices(world: World): ClusterObject[] {
  const all = pods(world);
  return shop.map((service) => ({
    metadata: {
      name: `${service.workload}-x7k2p`,
      namespace: service.namespace,
      labels: { ...appLabels(service), 'kubernetes.io/service-name': service.workload },
    },
    addressType: 'IPv4',
    endpoints: all
      .filter(({ metadata }) => metadata.namespace === service.namespace && metadata.labels?.app === service.workload)
      .map(({ status }) => ({
        addresses: [status.podIP],
        conditions: { ready: status.conditions.some(({ type, status: is }) => type === 'Ready' && is === 'True') },
      })),
  }));
}
