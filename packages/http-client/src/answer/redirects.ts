import { Failure } from '@incidentfox/failures';
import type { Response } from 'undici';

/**
 * Where a renamed thing is now, when that is below the same base: credentials go nowhere they did not go before. Null when the
 * redirect leads elsewhere.
 */
export function renamedTo(response: Response, requested: URL, baseUrl: string): URL | null {
  if (![301, 302, 307, 308].includes(response.status)) return null;
  const target = targetOf(response, requested);
  if (target === null || target.origin !== requested.origin || target.username !== '') return null;
  const base = new URL(baseUrl).pathname.replace(/\/+$/, '');
  return `${target.pathname}/`.startsWith(`${base}/`) && target.href !== requested.href ? target : null;
}

/** Throws, naming where it leads. */
export async function refuseRedirect(name: string, response: Response, requested: URL): Promise<never> {
  await response.body?.cancel();
  const target = targetOf(response, requested);
  const where = target === null ? 'elsewhere' : `to ${target.origin}${target.pathname}`;
  throw new Failure(
    'contract',
    `${name} redirects ${where}; redirects are not followed, because credentials would go along. Configure the final address`,
    { status: response.status },
  );
}

function targetOf(response: Response, requested: URL): URL | null {
  const location = response.headers.get('location') ?? '';
  return URL.canParse(location, requested.href) ? new URL(location, requested.href) : null;
}
