import type { Service } from '@incidentfox/incident';
import { command } from './command.ts';

/** Where the services run, as far as the commands of the recommended actions need it. */
export interface Platform {
  /** False when no cluster is configured: then a kubectl command would help nobody. */
  kubernetes: boolean;
  services: readonly Service[];
}

/**
 * A kubectl command about a service's workload, in its namespace where the catalogue names one. Null off Kubernetes, or when a
 * name is not a plain word. Without a platform the service's own name is taken.
 */
export function kubectl(
  platform: Platform | undefined,
  service: string,
  look: (workload: string) => string | null,
): string | null {
  if (platform?.kubernetes === false) return null;
  const named = platform?.services.find((one) => one.name === service)?.vendorNames.kubernetes;
  // A host name that no catalogue knows, as of a database, is no workload.
  if (named === undefined && service.includes('.')) return null;
  if (named === undefined || typeof named === 'string') return look(named ?? service);
  const text = look(named.workload ?? service);
  if (text === null || named.namespace === undefined) return text;
  const place = command` -n ${named.namespace}`;
  return place === null ? null : text + place;
}
