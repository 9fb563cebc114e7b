import { Failure, type FailureKind } from '@incidentfox/failures';
import type { Headers } from 'undici';
import { isRateLimit, retryAfterMs } from './retry-after.ts';

const kindOf: Readonly<Record<number, FailureKind>> = {
  401: 'auth',
  402: 'forbidden',
  403: 'forbidden',
  404: 'not_found',
  408: 'unavailable',
  409: 'conflict',
  410: 'not_found',
  429: 'rate_limited',
  451: 'forbidden',
};

/** Status codes become failures here and nowhere else. `reason` is the other side's own words, `asked` method and address; both already cleaned. */
export function failureFromResponse(
  name: string,
  answer: { status: number; headers: Headers; reason: string; asked: string },
  nowMs: number,
): Failure {
  const limited = isRateLimit(answer.status, answer.headers, answer.reason);
  const kind = limited
    ? 'rate_limited'
    : (kindOf[answer.status] ?? (answer.status >= 500 ? 'unavailable' : 'bad_query'));
  const wait = kind === 'rate_limited' || kind === 'unavailable' ? retryAfterMs(answer.headers, nowMs) : undefined;
  const waitHint = wait === undefined ? '' : `, asks to wait ${Math.ceil(wait / 1000)} s`;
  // Of what is not there, the address tells most: the repository, the project, a base path that is missing.
  const words = [kind === 'not_found' ? answer.asked : '', answer.reason].flatMap((text) =>
    text === '' ? [] : `: ${text}`,
  );
  return new Failure(kind, `${name} ${explanations[kind]} (HTTP ${answer.status}${waitHint})${words.join('')}`, {
    status: answer.status,
    retryAfterMs: wait,
  });
}

const explanations: Readonly<Record<FailureKind, string>> = {
  auth: 'did not accept the credentials',
  forbidden: 'does not allow this with these credentials',
  not_found: 'does not have this, or hides it from these credentials',
  bad_query: 'rejected the request',
  conflict: 'is in conflict with this',
  rate_limited: 'limits the rate of requests',
  timeout: 'did not answer in time',
  network: 'could not be reached',
  unavailable: 'is not available',
  contract: 'answered in an unexpected shape',
  config: 'is not configured correctly',
};
