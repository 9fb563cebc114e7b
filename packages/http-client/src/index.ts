export { AnswerTooLarge } from './answer/read-body.ts';
export { retryAfterMs } from './answer/retry-after.ts';
export { type Connection, createConnection } from './connection/create-connection.ts';
export type { TlsParts } from './connection/tls-parts.ts';
export { createHttpClient } from './create-http-client.ts';
export { type Deadline, startDeadline } from './deadline.ts';
export type {
  HttpClient,
  HttpClientOptions,
  HttpRequest,
  HttpResponse,
  Meter,
  RequestToSign,
} from './http-client.ts';
export { urlPath } from './request-url.ts';
export { Aborted, CircuitOpen } from './resilience.ts';
