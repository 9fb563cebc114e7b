import type { Service, VendorName } from '@incidentfox/incident';
import { configuredNameOf } from '../answering/names-of.ts';

/** What one kind of data source calls a service, and whether somebody said so or it is assumed from the name. */
export interface VendorNaming {
  readonly name: VendorName;
  readonly from: 'configuration' | 'convention';
}

/** The configured name (`services[].<kind>`), else the catalogue's own name. */
export function vendorNameOf(service: Service, kind: string): VendorNaming {
  const configured = configuredNameOf(service, kind);
  return configured === undefined
    ? { name: service.name, from: 'convention' }
    : { name: configured, from: 'configuration' };
}
