import { parseReference, Secret } from '@incidentfox/secrets';
import { z } from 'zod';

/** What frames a request is not for settings: it would break requests, or send them elsewhere. */
const ofTheRequest = /^(host|connection|content-length|content-type|transfer-encoding|upgrade|proxy-.*)$/i;
/** Headers of such names hold secrets, however they are written. */
const ofSecrets = /auth|token|key|secret|cookie|password|session/i;

const headerName = z
  .string()
  .regex(/^[\w!#$%&'*+.^`|~-]+$/, 'must be the name of a header')
  .refine((name) => !ofTheRequest.test(name), 'belongs to the request itself and cannot be set');

/** `headers` of a tool, sent with every request: a plain text, or a reference to a secret, which is resolved as all are. */
export function ownHeaders() {
  return z
    .record(headerName, z.string().min(1))
    .default({})
    .describe('further headers of every request: { "X-Scope-OrgID": "shop" }; a value may be a reference to a secret')
    .transform(
      (headers): Record<string, string | Secret> =>
        Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [
            name,
            ofSecrets.test(name) || isReference(value) ? new Secret(value) : value,
          ]),
        ),
    );
}

/** As they are sent. */
export function revealHeaders(headers: Readonly<Record<string, string | Secret>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      value instanceof Secret ? value.reveal() : value,
    ]),
  );
}

function isReference(value: string): boolean {
  try {
    return parseReference(value).kind !== 'plain';
  } catch {
    return false; // `https://...` is a text that looks like a place for secrets
  }
}
