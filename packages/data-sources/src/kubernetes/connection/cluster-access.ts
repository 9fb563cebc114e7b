import type { TlsParts } from '@incidentfox/http-client';
import type { KubernetesSettings } from '../settings.ts';
import { kubeconfigAccess } from './kubeconfig-access.ts';
import { podAccess } from './pod-access.ts';

/** How one cluster is reached: its address, who we are there, and whom to believe. */
export interface ClusterAccess {
  readonly url: string;
  /** Called for every request. */
  headers(): Promise<Record<string, string>>;
  /** Undefined where the public authorities count. */
  readonly tls: (() => Promise<TlsParts>) | undefined;
  /** After a 401: true when there are credentials to try once more. */
  renew(): Promise<boolean>;
}

/** Where Kubernetes mounts what a pod is given. */
export const mountedServiceAccount = '/var/run/secrets/kubernetes.io/serviceaccount';

/** From a kubeconfig when there is one, else by the settings and by what the pod is given. Throws a `config` failure. */
export async function clusterAccess(
  settings: KubernetesSettings,
  now: () => number,
  mounted: string = mountedServiceAccount,
): Promise<ClusterAccess> {
  const { kubeconfig, context } = settings;
  return kubeconfig === undefined
    ? podAccess(settings, now, mounted)
    : kubeconfigAccess({ path: kubeconfig, context }, now);
}
