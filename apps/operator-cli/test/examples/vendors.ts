import { z } from 'zod';
import {
  admitToArgoCd,
  anApplication,
  anEntry,
  argoCdRoutes,
  sha,
} from '../../../../packages/data-sources/test/argo-cd/stand-in-argo-cd.ts';
import {
  admitToGithub,
  aDeployment as aGithubDeployment,
  aStatus,
  githubRoutes,
} from '../../../../packages/data-sources/test/github/stand-in-github.ts';
import {
  aDeployment,
  admitToCluster,
  anEvent,
  aReplicaSet,
  aTemplate,
  clusterRoutes,
} from '../../../../packages/data-sources/test/kubernetes/stand-in-cluster.ts';
import { iso } from '../../../../packages/data-sources/test/questions.ts';
import { standIn } from './stack.ts';

/** GitHub with `acme/checkout`, deployed a few minutes before the alarm. */
export const github = () =>
  standIn(
    githubRoutes({ deployments: [aGithubDeployment(1, -6)], statuses: { 1: [aStatus('success', -5)] } }),
    admitToGithub,
  );

/** A cluster with the deployment `checkout` in `shop`, rolled out twice, and a warning about it. */
export const cluster = () =>
  standIn(
    clusterRoutes({
      deployments: [aDeployment()],
      replicasets: [
        aReplicaSet(1, -5_000, aTemplate('acme/checkout:1.0.0')),
        aReplicaSet(2, -6, aTemplate('acme/checkout:1.1.0')),
      ],
      events: [anEvent({ kind: 'Deployment', name: 'checkout' }, 'FailedCreate', 'quota exceeded')],
    }),
    admitToCluster,
  );

export const argoCd = () =>
  standIn(
    argoCdRoutes([anApplication('checkout', [anEntry(1, -900, sha('a')), anEntry(2, -6, sha('b'))])]),
    admitToArgoCd,
  );

const flag = z.enum(['true', 'false']).optional();

/** Alertmanager with an alert about the checkout service. */
export const alertmanager = () =>
  standIn([
    {
      method: 'GET',
      path: '/api/v2/alerts',
      query: z.strictObject({ active: flag, silenced: flag, inhibited: flag }),
      answer: () => ({ body: [anAlert] }),
    },
    {
      method: 'GET',
      path: '/api/v2/status',
      answer: () => ({ body: { versionInfo: { version: '0.28.0' }, cluster: { status: 'ready' } } }),
    },
  ]);

const anAlert = {
  labels: { alertname: 'HighErrorRatio', service: 'checkout-service' },
  annotations: {},
  fingerprint: 'a1',
  startsAt: iso(-3),
  endsAt: iso(9),
  updatedAt: iso(0),
  receivers: [{ name: 'page' }],
  status: { state: 'active', silencedBy: [], inhibitedBy: [] },
};
