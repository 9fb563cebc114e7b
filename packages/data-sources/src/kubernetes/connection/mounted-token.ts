import { readFile } from 'node:fs/promises';
import type { Secret } from '@incidentfox/secrets';

const rereadAfterMs = 60_000;

/**
 * The cluster replaces the token it mounts about once an hour. A `file:` token is therefore read again when the last look is a
 * minute old, and at once after a 401.
 */
export function createMountedToken(token: Secret | undefined, now: () => number) {
  const path = token?.reference.startsWith('file:') ? token.reference.slice('file:'.length) : undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;

  async function reread(): Promise<boolean> {
    if (path === undefined || token === undefined) return false;
    lookedAt = now();
    const value = (await readFile(path, 'utf8')).trim();
    if (value === '') return false;
    token.settle(value);
    return true;
  }

  return {
    /** Before a request. A file that cannot be read just now leaves the known token in use. */
    async refresh(): Promise<void> {
      if (now() - lookedAt >= rereadAfterMs) await reread().catch(() => undefined);
    },
    /** After a 401: true when there is a token to try once more. */
    renew: () => reread().catch(() => false),
    header: (): Record<string, string> => (token === undefined ? {} : { authorization: `Bearer ${token.reveal()}` }),
  };
}
