import type { Service, VendorName } from '@incidentfox/incident';

/** What one kind of data source calls a service, and whether somebody said so or it is assumed from the name. */
export interface VendorNaming {
  readonly name: VendorName;
  readonly from: 'configuration' | 'convention';
}

/** The configured name (`services[].<kind>`), else the catalogue's own name. */
export function vendorNameOf(service: Service, kind: string): VendorNaming {
  const configured = service.vendorNames[kind];
  return configured === undefined
    ? { name: service.name, from: 'convention' }
    : { name: configured, from: 'configuration' };
}

/**
 * One part of a vendor's name for a service: a plain name is its `main` part. Undefined when the part was not given.
 * `partOfVendorName({ namespace: 'shop', workload: 'checkout' }, 'workload', 'namespace')` is `shop`.
 */
export function partOfVendorName(name: VendorName, main: string, part: string): string | undefined {
  if (typeof name === 'string') return part === main ? name : undefined;
  return name[part];
}

/** Names to try, in this order, where a source labels by a name: the configured one alone, or name and aliases. */
export function namesToTry(service: Service, kind: string, main: string): readonly string[] {
  const { name, from } = vendorNameOf(service, kind);
  const named = partOfVendorName(name, main, main);
  if (from === 'configuration' && named !== undefined) return [named];
  return [...new Set([service.name, ...service.aliases])];
}
