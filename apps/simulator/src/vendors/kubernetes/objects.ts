import type { ShopService } from '../../shop/shop.ts';
import type { SimulatedReplicaSet } from '../../telemetry/world.ts';

export const iso = (at: number) => new Date(Math.floor(at / 1000) * 1000).toISOString().replace('.000Z', 'Z');

/** A cluster object: only what the API's readers look at. */
export interface ClusterObject {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
}

export const image = (replicaSet: SimulatedReplicaSet) =>
  `registry.acme.example/${replicaSet.service.workload}:${replicaSet.version}`;

export const appLabels = (service: ShopService) => ({
  app: service.workload,
  'app.kubernetes.io/name': service.workload,
});

export const hashOf = (replicaSet: SimulatedReplicaSet) =>
  replicaSet.name.slice(replicaSet.service.workload.length + 1);

export function template(replicaSet: SimulatedReplicaSet) {
  const { service } = replicaSet;
  return {
    metadata: { labels: { ...appLabels(service), 'pod-template-hash': hashOf(replicaSet) } },
    spec: {
      containers: [
        {
          name: service.workload,
          image: image(replicaSet),
          env: [{ name: 'LOG_LEVEL', value: 'info' }],
          resources: {
            limits: { cpu: '1', memory: `${replicaSet.memoryLimitMb}Mi` },
            requests: { cpu: '250m', memory: '192Mi' },
          },
          readinessProbe: {
            httpGet: { path: '/ready', port: 8080 },
            timeoutSeconds: 1,
            periodSeconds: 5,
            failureThreshold: 3,
          },
          livenessProbe: {
            httpGet: { path: '/healthz', port: 8080 },
            timeoutSeconds: 1,
            periodSeconds: 5,
            failureThreshold: 6,
          },
        },
      ],
    },
  };
}
