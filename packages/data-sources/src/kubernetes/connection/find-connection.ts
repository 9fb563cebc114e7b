import type { KubernetesSettings } from '../settings.ts';
import type { ClusterConnection } from './cluster-connection.ts';
import { kubeconfigConnection } from './kubeconfig-connection.ts';
import { podConnection } from './pod-connection.ts';

/** Where Kubernetes mounts what a pod is given. */
const mountedServiceAccount = '/var/run/secrets/kubernetes.io/serviceaccount';

/** From a kubeconfig when there is one, else by the settings and by what the pod is given. Throws a `config` failure. */
export async function findConnection(
  settings: KubernetesSettings,
  now: () => number,
  mounted: string = mountedServiceAccount,
): Promise<ClusterConnection> {
  const { kubeconfig, context } = settings;
  return kubeconfig === undefined
    ? podConnection(settings, now, mounted)
    : kubeconfigConnection({ path: kubeconfig, context }, now);
}
