import { createHttpClient, type HttpResponse } from '@incidentfox/http-client';
import type { z } from 'zod';
import { type Reader, reading } from './reading.ts';

/** Parameters of an address; undefined ones are left out, lists are repeated. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** What a source's clients are made with, besides its settings. */
export interface VendorAccess {
  readonly now: () => number;
  readonly onUnauthorized?: (() => Promise<boolean>) | undefined;
}

export interface VendorReader {
  get<T>(path: string, query: Query, schema: z.ZodType<T>, reader: Reader): Promise<HttpResponse<T>>;
  /** A POST that only reads: vendors take long queries that way. */
  post<T>(path: string, json: unknown, schema: z.ZodType<T>, reader: Reader): Promise<HttpResponse<T>>;
}

/** How a vendor's JSON API is read: one HTTP client, and every path and query noted for the provenance. Throws Failures. */
export function createVendorReader(
  options: {
    /** What failures call it. */
    readonly name: string;
    readonly url: string;
    readonly timeoutSeconds: number;
    readonly headers: () => Record<string, string>;
    readonly ca?: string | undefined;
  } & VendorAccess,
): VendorReader {
  const http = createHttpClient({
    name: options.name,
    baseUrl: options.url,
    headers: () => ({ accept: 'application/json', 'user-agent': 'incidentfox', ...options.headers() }),
    timeoutMs: options.timeoutSeconds * 1000,
    now: options.now,
    ...(options.onUnauthorized === undefined ? {} : { onUnauthorized: options.onUnauthorized }),
    ...(options.ca === undefined ? {} : { ca: options.ca }),
  });
  return {
    get: (path, query, schema, reader) => {
      reader.query?.(`GET ${path}${queryText(query)}`);
      return http.request({ path, query, schema, ...reading(reader) });
    },
    post: (path, json, schema, reader) => {
      reader.query?.(`POST ${path} ${JSON.stringify(json)}`);
      return http.request({ method: 'POST', path, json, schema, ...reading(reader) });
    },
  };
}

const paging = new Set(['per_page', 'page', 'cursor', 'limit', 'offset']);

/** The address's parameters for people, without those that only turn pages. */
function queryText(query: Query): string {
  const given = Object.entries(query).flatMap(([key, value]) =>
    value === undefined || paging.has(key) ? [] : [value].flat().map((one): [string, string] => [key, String(one)]),
  );
  return given.length === 0 ? '' : `?${decodeURIComponent(new URLSearchParams(given).toString().replaceAll('+', ' '))}`;
}
