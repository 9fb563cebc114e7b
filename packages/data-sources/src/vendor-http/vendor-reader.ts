import type { HttpResponse } from '@incidentfox/http-client';
import type { z } from 'zod';
import type { QuestionRun } from '../answering/question-run.ts';
import { connectVendor, type VendorAccess, type VendorConnection } from './connection/connect.ts';
import { followPages } from './follow-pages.ts';
import { type Requester, readOptions } from './read-options.ts';

/** Parameters of an address; undefined ones are left out, lists are repeated. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

export interface VendorReader {
  get<T>(path: string, query: Query, schema: z.ZodType<T>, reader: Requester): Promise<HttpResponse<T>>;
  /** A POST that only reads: vendors take long queries that way. */
  post<T>(path: string, json: unknown, schema: z.ZodType<T>, reader: Requester): Promise<HttpResponse<T>>;
}

/** How a vendor's JSON API is read: one HTTP client, and every path and query noted for the provenance. Throws Failures. */
export function createVendorReader(connection: VendorConnection, access: VendorAccess): VendorReader {
  const http = connectVendor(connection, access);
  return {
    get: (path, query, schema, reader) => {
      reader.query?.(`GET ${path}${queryText(query)}`);
      return http.request({ path, query, schema, ...readOptions(reader) });
    },
    post: (path, json, schema, reader) => {
      reader.query?.(`POST ${path} ${JSON.stringify(json)}`);
      return http.request({ method: 'POST', path, json, schema, ...readOptions(reader) });
    },
  };
}

/** A list that is read page by page. */
export interface PagedList<T> {
  /** What the items are called in a warning. */
  readonly what: string;
  readonly path: string;
  readonly query: Query;
  readonly schema: z.ZodType<{ items: T[]; dropped: number }>;
  /** True for the item where reading may stop; lists are newest first. */
  readonly isOld?: (item: T) => boolean;
}

/**
 * Reads lists whose next page is named in a header. `parameter` takes what `next` found there; `size` is how the vendor is
 * asked for its largest pages.
 */
export function createListReader(
  { get }: Pick<VendorReader, 'get'>,
  pages: {
    readonly parameter: string;
    readonly size: Query;
    readonly next: (headers: HttpResponse<unknown>['headers']) => string | undefined;
  },
) {
  return <T>(list: PagedList<T>, run: QuestionRun): Promise<T[]> =>
    followPages(
      run,
      list.what,
      async (at) => {
        const query = { ...list.query, ...pages.size, [pages.parameter]: at };
        const { value, headers } = await get(list.path, query, list.schema, run);
        return { ...value, next: pages.next(headers) };
      },
      (soFar) => soFar.some((item) => list.isOld?.(item) ?? false),
    );
}

const paging = new Set(['per_page', 'page', 'cursor', 'limit', 'offset']);

/** The address's parameters for people, without those that only turn pages. */
function queryText(query: Query): string {
  const parameters = Object.entries(query).flatMap(([key, value]) =>
    value === undefined || paging.has(key) ? [] : [value].flat().map((one): [string, string] => [key, String(one)]),
  );
  return parameters.length === 0
    ? ''
    : `?${decodeURIComponent(new URLSearchParams(parameters).toString().replaceAll('+', ' '))}`;
}
