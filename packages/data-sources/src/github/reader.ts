import { createHttpClient } from '@incidentfox/http-client';
import type { z } from 'zod';
import { type Asking, followPages, nextFromLink, type Page, type Reader, reading } from '../execution/index.ts';
import type { GithubSettings } from './settings.ts';

export type Query = Readonly<Record<string, string | number | undefined>>;
type List<T> = { items: T[]; dropped: number };

/** A list of the API, newest first. */
interface NewestFirst<T> {
  readonly what: string;
  readonly path: string;
  readonly query: Query;
  readonly schema: z.ZodType<List<T>>;
  /** Reading stops when an item is older than `since`, epoch ms. */
  readonly isOld: (item: T) => boolean;
}

/** How GitHub is read: headers, pages by the Link header, every path noted for the provenance. */
export function createReader(
  settings: GithubSettings,
  name: string,
  options: { now: () => number; onUnauthorized?: (() => Promise<boolean>) | undefined },
) {
  const http = createHttpClient({
    name,
    baseUrl: settings.url,
    headers: () => ({
      accept: 'application/vnd.github+json',
      'x-github-api-version': settings.api_version,
      'user-agent': 'incidentfox',
      ...(settings.token === undefined ? {} : { authorization: `Bearer ${settings.token.reveal()}` }),
    }),
    timeoutMs: settings.timeout_seconds * 1000,
    now: options.now,
    ...(options.onUnauthorized === undefined ? {} : { onUnauthorized: options.onUnauthorized }),
  });

  async function get<T>(path: string, query: Query, schema: z.ZodType<T>, reader: Reader) {
    reader.query?.(`GET ${path}${queryText(query)}`);
    return http.request({ path, query, schema, ...reading(reader) });
  }

  function pages<T>({ what, path, query, schema, isOld }: NewestFirst<T>, asking: Asking): Promise<T[]> {
    const read = async (page: string | undefined): Promise<Page<T>> => {
      const { value, headers } = await get(path, { ...query, per_page: 100, page }, schema, asking);
      return { ...value, next: nextFromLink(headers.get('link'), 'page') };
    };
    return followPages(asking, what, read, (soFar) => soFar.some(isOld));
  }

  return { get, pages };
}

function queryText(query: Query): string {
  const given = Object.entries(query).flatMap(([key, value]): [string, string][] =>
    value === undefined || key === 'per_page' || key === 'page' ? [] : [[key, String(value)]],
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}
