import type { z } from 'zod';
import {
  type Asking,
  createVendorReader,
  followPages,
  nextFromLink,
  type Page,
  type Query,
  type VendorAccess,
} from '../execution/index.ts';
import type { GithubSettings } from './settings.ts';

type List<T> = { items: T[]; dropped: number };

/** A list of the API, newest first. */
interface NewestFirst<T> {
  readonly what: string;
  readonly path: string;
  readonly query: Query;
  readonly schema: z.ZodType<List<T>>;
  /** True for the item where reading may stop. */
  readonly isOld: (item: T) => boolean;
}

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

  function pages<T>({ what, path, query, schema, isOld }: NewestFirst<T>, asking: Asking): Promise<T[]> {
    const read = async (page: string | undefined): Promise<Page<T>> => {
      const { value, headers } = await get(path, { ...query, per_page: 100, page }, schema, asking);
      return { ...value, next: nextFromLink(headers.get('link'), 'page') };
    };
    return followPages(asking, what, read, (soFar) => soFar.some(isOld));
  }

  return { get, pages };
}
