import { createListReader, createVendorReader, nextFromLink, type VendorAccess } from '../../vendor-http/index.ts';
import type { GithubSettings } from '../settings.ts';
import { createAppToken } from './app-token.ts';

/** How GitHub is read: its headers, and pages by the Link header. */
export function createReader(settings: GithubSettings, name: string, access: VendorAccess) {
  const app = createAppToken(settings, name, access.now);
  const { get } = createVendorReader(
    {
      name,
      url: settings.url,
      settings,
      followRenames: true,
      headers: async () => {
        const token = (await app?.current()) ?? settings.token?.reveal();
        return {
          accept: 'application/vnd.github+json',
          'x-github-api-version': settings.api_version,
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        };
      },
    },
    app === undefined ? access : { ...access, onUnauthorized: app.renew },
  );

  const pages = createListReader(
    { get },
    { parameter: 'page', size: { per_page: 100 }, next: (headers) => nextFromLink(headers.get('link'), 'page') },
  );
  return { get, pages };
}
