import type { Failure } from '@incidentfox/failures';
import type { Headers } from 'undici';
import type { ZodType } from 'zod';
import type { TlsParts } from './connection/tls-parts.ts';

export interface HttpClientOptions {
  /** What failures call the other side: `Prometheus`, `incident.io`. */
  name: string;
  /** May have a path (`https://mimir.example/prometheus`); requests never leave it. Parameters it has are sent with every request. */
  baseUrl: string;
  /** Built anew for every attempt, so that a re-resolved secret is used at once. */
  headers?: () => Record<string, string> | Promise<Record<string, string>>;
  /** Further headers that vouch for one request as it is sent. */
  sign?: (request: RequestToSign) => Promise<Record<string, string>>;
  /** For one request with all its attempts, from the moment it is sent. Default 10 s. */
  timeoutMs?: number;
  /** Reading stops there. Default 8 MB, after decompression. */
  maxBytes?: number;
  /** Requests at the same time; further ones wait. Default 4. */
  concurrency?: number;
  /** Further attempts of reads after 429, 502, 503, 504 and network failures. Default 2. */
  retries?: number;
  /** After so many failed requests in a row requests fail at once, unsent, for `openMs`. Default 3 and 60 s. */
  breaker?: { failures: number; openMs: number } | false;
  /** Called once on 401: re-resolve the secret; true means try once more. */
  onUnauthorized?: () => Promise<boolean>;
  /** Certificates as PEM, read again when they are a minute old. Without it: the public authorities, no certificate of our own. */
  tls?: () => Promise<TlsParts>;
  /** A GET that is redirected to another path below the same base goes there: renamed repositories. Others are refused. */
  followRenames?: boolean;
  now?: () => number;
}

/** One request as it goes out: what its signature covers. */
export interface RequestToSign {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface HttpRequest<T> {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Begins with `/`; appended to the base URL's path. Use `urlPath` to put names into it. */
  path: string;
  query?: Readonly<Record<string, string | number | boolean | undefined | readonly string[]>>;
  headers?: Readonly<Record<string, string>>;
  json?: unknown;
  form?: Readonly<Record<string, string | readonly string[]>>;
  /** Parses the body: the JSON value, or the text with `accept: 'text'`. */
  schema: ZodType<T>;
  accept?: 'json' | 'text';
  /** Default: GET only. A POST that only reads says true. */
  retry?: boolean;
  timeoutMs?: number;
  maxBytes?: number;
  signal?: AbortSignal;
  /** Counts what was sent and read, also when the request fails. */
  meter?: Meter;
}

/** Requests sent (every attempt) and bytes read, added up over many calls. */
export interface Meter {
  requests: number;
  bytes: number;
}

export interface HttpResponse<T> {
  value: T;
  status: number;
  headers: Headers;
  bytes: number;
  /** Attempts that were sent. */
  requests: number;
  tookMs: number;
}

export interface HttpClient {
  /** Throws a {@link Failure}, never anything else. */
  request<T>(request: HttpRequest<T>): Promise<HttpResponse<T>>;
  /** Ends open connections; requests under way fail. */
  close(): Promise<void>;
}
