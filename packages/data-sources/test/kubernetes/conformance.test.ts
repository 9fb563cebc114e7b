import { Secret } from '@incidentfox/secrets';
import { kubernetes } from '../../src/kubernetes/index.ts';
import { kubernetesSettings } from '../../src/kubernetes/settings.ts';
import { conforms } from '../conformance/conforms.ts';
import { iso } from '../questions.ts';
import {
  aDeployment,
  admitToCluster,
  aNode,
  anEvent,
  aPod,
  aReplicaSet,
  aTemplate,
  clusterRoutes,
  clusterToken,
} from './stand-in-cluster.ts';

const terminated = { reason: 'OOMKilled', exitCode: 137, startedAt: iso(-9), finishedAt: iso(-2) };
const killed = { name: 'checkout', restartCount: 3, state: { running: {} }, lastState: { terminated } };
const rolledOut = {
  deployments: [aDeployment()],
  replicasets: [aReplicaSet(1, -900, aTemplate('checkout:v1')), aReplicaSet(2, -6, aTemplate('checkout:v2'))],
};

conforms({
  kind: 'kubernetes',
  create({ url, timeoutSeconds, now }) {
    const settings = kubernetesSettings.parse({ url, timeout_seconds: timeoutSeconds, default_namespace: 'shop' });
    return kubernetes.create({
      id: 'kubernetes',
      settings: { ...settings, token: new Secret('plain', clusterToken) },
      now,
    });
  },
  admit: admitToCluster,
  routes: clusterRoutes({
    ...rolledOut,
    pods: [aPod('checkout-2-x', { containerStatuses: [killed] })],
    events: [anEvent({ kind: 'Pod', name: 'checkout-2-x' }, 'Unhealthy', 'Readiness probe failed')],
    nodes: [aNode('node-a', [{ type: 'Ready', status: 'Unknown', lastTransitionTime: iso(-4) }])],
  }),
  emptyRoutes: clusterRoutes({}),
  secrets: [clusterToken],
  endless: {
    routes: clusterRoutes(
      {
        ...rolledOut,
        pods: Array.from({ length: 60 }, (_, i) => aPod(`checkout-2-${i}`, { containerStatuses: [killed] })),
      },
      2,
    ),
    capability: 'infra',
  },
});
