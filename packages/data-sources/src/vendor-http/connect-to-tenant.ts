import type { HttpClient } from '@incidentfox/http-client';
import { connectVendor, type VendorAccess } from './connection/connect.ts';
import { signWithAws } from './connection/sign-with-aws.ts';
import type { ConnectionSettings } from './connection-settings.ts';
import { authorization, type ServerAuth } from './server-auth.ts';

/** Settings of a server in the manner of Prometheus and Loki, one of whose tenants may be chosen. */
export interface TenantSettings extends ConnectionSettings {
  readonly url: string;
  readonly auth: ServerAuth;
  readonly tenant?: string | undefined;
}

/** A connection that signs in and names the tenant; `name` is what failures call it. Secrets are revealed for each request. */
export function connectToTenant(settings: TenantSettings, name: string, access: VendorAccess): HttpClient {
  const { url, auth, tenant } = settings;
  const headers = () => ({ ...authorization(auth), ...(tenant ? { 'x-scope-orgid': tenant } : {}) });
  return connectVendor({ name, url, settings, headers, ...signWithAws(auth, name, settings) }, access);
}
