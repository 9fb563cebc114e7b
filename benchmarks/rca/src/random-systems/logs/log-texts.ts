import type { RandomSource } from '../random.ts';

type Text = (random: RandomSource) => string;

/** What a service writes when all is well. */
export const chatter: readonly Text[] = [
  (r) => `handled GET /api/items/${r.whole(1, 9999)} in ${r.whole(3, 300)} ms`,
  (r) => `POST /v1/requests 201 ${r.whole(5, 200)}ms trace=${r.whole(1e6, 9e6).toString(16)}`,
  (r) => `cache miss for key item:${r.whole(1, 99999)}`,
  (r) => `connection from 10.0.${r.whole(0, 255)}.${r.whole(1, 254)} accepted`,
  (r) => `refreshed ${r.whole(10, 400)} entries`,
];

/** What looks like an error and is part of every day. */
export const dailyErrors: readonly Text[] = [
  (r) => `error: client closed request ${r.whole(1000, 9999)} before the answer`,
  (r) => `validation failed: field email of request ${r.whole(1000, 9999)} is not valid`,
  (r) => `WARN token of user ${r.whole(1, 99999)} has expired, login needed`,
  (r) => `error: 404 item ${r.whole(1, 99999)} not found`,
];

/** Said once, for the first time, and of no importance. */
export const onceSaid: readonly Text[] = [
  (r) => `error: could not parse user agent of device ${r.whole(1, 999)}`,
  () => 'ERROR metrics exporter: sending a batch failed, trying again',
  (r) => `error: image ${r.whole(1, 999)} has an unknown colour profile`,
  () => 'exception while closing an idle session: stream already ended',
  (r) => `error: webhook subscriber ${r.whole(1, 99)} answered 410 Gone`,
];

/** A call that failed, by the host that was called. */
export const failedCalls: readonly ((host: string) => string)[] = [
  (host) => `error calling ${host}: 500 Internal Server Error`,
  (host) => `upstream ${host} answered with an error: status=503`,
  (host) => `rpc error: code = Unavailable desc = ${host} unavailable`,
];

/** A call that was given up. */
export const lateCalls: readonly ((host: string) => string)[] = [
  (host) => `Post "http://${host}/v1": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`,
  (host) => `java.net.SocketTimeoutException: Read timed out calling ${host}`,
  (host) => `timeout of request to ${host} exceeded`,
];
