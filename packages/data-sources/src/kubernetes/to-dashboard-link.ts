import type { KubernetesSettings } from './settings.ts';

/** The workload in the configured dashboard; undefined when there is none. */
export function toDashboardLink(
  at: { namespace: string; name: string },
  { dashboard_url: pattern }: KubernetesSettings,
): string | undefined {
  return pattern
    ?.replaceAll('{namespace}', encodeURIComponent(at.namespace))
    .replaceAll('{workload}', encodeURIComponent(at.name));
}
