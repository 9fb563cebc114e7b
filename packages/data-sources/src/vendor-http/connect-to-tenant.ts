import { createHttpClient, type HttpClient } from '@incidentfox/http-client';
import { authorization, type ServerAuth } from './connection-settings.ts';
import type { VendorAccess } from './vendor-reader.ts';

/** Settings of a server in the manner of Prometheus and Loki, one of whose tenants may be chosen. */
export interface TenantSettings {
  readonly url: string;
  readonly auth: ServerAuth;
  readonly tenant?: string | undefined;
  /** PEM of a private certificate authority. */
  readonly ca?: string | undefined;
  readonly timeout_seconds: number;
}

/** A connection that signs in and names the tenant; `name` is what failures call it. Secrets are revealed for each request. */
export function connectToTenant(
  settings: TenantSettings,
  name: string,
  { now, onUnauthorized }: VendorAccess,
): HttpClient {
  return createHttpClient({
    name,
    baseUrl: settings.url,
    headers: () => ({
      ...authorization(settings.auth),
      ...(settings.tenant ? { 'x-scope-orgid': settings.tenant } : {}),
    }),
    timeoutMs: settings.timeout_seconds * 1000,
    now,
    ...(settings.ca === undefined ? {} : { ca: settings.ca }),
    ...(onUnauthorized === undefined ? {} : { onUnauthorized }),
  });
}
