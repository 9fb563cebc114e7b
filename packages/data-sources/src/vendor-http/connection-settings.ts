import { secret } from '@incidentfox/secrets';
import { z } from 'zod';
import { ownHeaders } from './connection/own-headers.ts';

/**
 * `https://prometheus.example:9090`, with a path or parameters where they are needed for every request; no user name. Gives it without
 * a slash at the end.
 */
export const address = () =>
  z
    .url({ protocol: /^https?$/, error: 'must be an address that begins with http:// or https://' })
    .refine(holdsNoUser, 'must not hold a user name or password; configure them as secrets instead')
    .transform((url) => url.replace(/\/+$/, ''));

/** False for an address that holds a user name or password: links are made of addresses, and no client signs in with one. */
export function holdsNoUser(address: string): boolean {
  if (!URL.canParse(address)) return true; // which is told by itself
  const { username, password } = new URL(address);
  return username === '' && password === '';
}

/** How long one request of a source may take. */
export const timeoutSetting = {
  timeout_seconds: z.number().positive().max(60).default(10).describe('for one request'),
};

/** Certificates, as PEM text or the file that holds it. A file is read again when it is a minute old. */
export const tlsSettings = {
  ca: z.string().min(1).optional().describe('private certificate authority: its PEM, or the file that holds it'),
  client_cert: z
    .string()
    .min(1)
    .optional()
    .describe('our certificate, where the server wants one: its PEM, or the file that holds it'),
  client_key: secret().optional().describe('its key: file:/path, or another reference'),
};

/** Keys every source has, besides `enabled` and `name`, which the configuration reads itself. */
export const commonSettings = { ...timeoutSetting, ...tlsSettings, headers: ownHeaders() };

/** Parsed `commonSettings`. */
export interface ConnectionSettings extends TlsSettings {
  readonly timeout_seconds: number;
  readonly headers: z.output<ReturnType<typeof ownHeaders>>;
}

/** Parsed `tlsSettings`. */
export interface TlsSettings {
  readonly ca?: string | undefined;
  readonly client_cert?: string | undefined;
  readonly client_key?: z.output<ReturnType<typeof secret>> | undefined;
}
