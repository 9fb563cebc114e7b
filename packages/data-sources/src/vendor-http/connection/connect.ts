import { createHttpClient, type HttpClient, type HttpClientOptions } from '@incidentfox/http-client';
import type { ConnectionSettings } from '../connection-settings.ts';
import { revealHeaders } from './own-headers.ts';
import { readTls } from './read-tls.ts';

/** What a source's clients are made with, besides its settings. */
export interface VendorAccess {
  readonly now: () => number;
  readonly onUnauthorized?: (() => Promise<boolean>) | undefined;
}

/** Where and as whom a source asks. */
export interface VendorConnection extends Pick<HttpClientOptions, 'sign' | 'followRenames' | 'tls'> {
  /** What failures call it. */
  readonly name: string;
  readonly url: string;
  readonly settings: ConnectionSettings;
  /** Who we are, revealed for each request. The tool's own headers replace them. */
  readonly headers: () => Record<string, string> | Promise<Record<string, string>>;
}

/** The one way a source connects: its certificates, its own headers, its deadline. `tls` instead of what the settings say. */
export function connectVendor(
  { name, url, settings, headers, ...others }: VendorConnection,
  { now, onUnauthorized }: VendorAccess,
): HttpClient {
  const tls = others.tls ?? readTls(settings);
  return createHttpClient({
    ...others,
    name,
    baseUrl: url,
    headers: async () => ({ ...(await headers()), ...revealHeaders(settings.headers) }),
    timeoutMs: settings.timeout_seconds * 1000,
    now,
    ...(tls === undefined ? {} : { tls }),
    ...(onUnauthorized === undefined ? {} : { onUnauthorized }),
  });
}
