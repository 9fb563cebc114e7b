import type { Headers } from 'undici';

/** Nobody is left alone for longer because of one answer: a year, or milliseconds read as seconds, is somebody's mistake. */
const maxRetryAfterMs = 10 * 60_000;

/**
 * How long the other side asks to wait, in ms, at most ten minutes: `Retry-After` in seconds or as a date, else the moment a
 * spent rate limit is given back (`X-RateLimit-Reset`, as seconds from now, or as epoch seconds or milliseconds).
 */
export function retryAfterMs(headers: Pick<Headers, 'get'>, nowMs: number): number | undefined {
  const asked = askedMs(headers, nowMs);
  return asked === undefined ? undefined : Math.min(Math.max(0, asked), maxRetryAfterMs);
}

function askedMs(headers: Pick<Headers, 'get'>, nowMs: number): number | undefined {
  const after = headers.get('retry-after');
  if (after !== null) {
    if (/^\d+(\.\d+)?$/.test(after.trim())) return Math.round(Number(after) * 1000);
    const date = Date.parse(after);
    if (!Number.isNaN(date)) return date - nowMs;
  }
  const reset = Number(headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset') ?? Number.NaN);
  if (!Number.isFinite(reset) || reset < 0) return undefined;
  if (reset > 1e12) return reset - nowMs;
  return reset > 1e9 ? reset * 1000 - nowMs : reset * 1000;
}

/**
 * GitHub and others answer 403 when a rate limit is spent, and do not always say so in a header: `reason`, their own words, tells a
 * limit from a missing permission, which also the last request of an hour may meet.
 */
export function isRateLimit(status: number, headers: Headers, reason: string): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  if (/rate limit|abuse detection|too many requests/i.test(reason)) return true;
  if (/not accessible|permission|must have|forbidden|not allowed|suspended|protected by|saml/i.test(reason))
    return false;
  return headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0';
}
