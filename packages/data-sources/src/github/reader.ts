import { createListReader, createVendorReader, nextFromLink, type VendorAccess } from '../execution/index.ts';
import type { GithubSettings } from './settings.ts';

/** How GitHub is read: its headers, and pages by the Link header. */
export function createReader(settings: GithubSettings, name: string, access: VendorAccess) {
  const { get } = createVendorReader({
    ...access,
    name,
    url: settings.url,
    timeoutSeconds: settings.timeout_seconds,
    headers: () => ({
      accept: 'application/vnd.github+json',
      'x-github-api-version': settings.api_version,
      ...(settings.token === undefined ? {} : { authorization: `Bearer ${settings.token.reveal()}` }),
    }),
  });

  const pages = createListReader(
    { get },
    { parameter: 'page', size: { per_page: 100 }, next: (headers) => nextFromLink(headers.get('link'), 'page') },
  );
  return { get, pages };
}
