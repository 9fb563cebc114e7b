import { secret } from '@incidentfox/secrets';
import { z } from 'zod';

/** `https://prometheus.example:9090` or with a path; no user name. Gives it without a slash at the end. */
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

/** Keys every source has, besides `enabled` and `name`, which the configuration reads itself. */
export const commonSettings = {
  timeout_seconds: z.number().positive().max(60).default(10).describe('for one request'),
};

/** How most servers are entered. `none` sends nothing. */
export const serverAuth = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('none') }),
    z.strictObject({ type: z.literal('basic'), username: z.string().min(1), password: secret() }),
    z.strictObject({ type: z.literal('bearer'), token: secret() }),
  ])
  .default({ type: 'none' });
export type ServerAuth = z.output<typeof serverAuth>;

/** The Authorization header for it, built when it is needed. */
export function authorization(auth: ServerAuth): Record<string, string> {
  if (auth.type === 'bearer') return { authorization: `Bearer ${auth.token.reveal()}` };
  if (auth.type === 'none') return {};
  return { authorization: `Basic ${Buffer.from(`${auth.username}:${auth.password.reveal()}`).toString('base64')}` };
}
