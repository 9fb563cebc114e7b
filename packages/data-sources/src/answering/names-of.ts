import type { Service } from '@incidentfox/incident';

/** What the catalogue says a service is called at a kind of source: a plain name, named parts, or nothing. */
export function configuredNameOf(service: Service, kind: string): Service['vendorNames'][string] | undefined {
  return service.vendorNames[kind];
}

/**
 * Names to look for at a source, best first: the configured one alone when there is one, else the catalogue's name and
 * those aliases that can be an identifier (no spaces). Untrusted text: always escaped, never spliced.
 */
export function namesOf(service: Service, kind: string): string[] {
  const configured = configuredNameOf(service, kind);
  if (typeof configured === 'string') return [configured];
  return [...new Set([service.name, ...service.aliases.filter((alias) => alias !== '' && !/\s/.test(alias))])];
}
