import type { Headers } from 'undici';

/**
 * How long the other side asks to wait, in ms: `Retry-After` in seconds or as a date, else the moment a spent rate limit
 * is given back (`X-RateLimit-Reset`, as seconds from now or as epoch seconds).
 */
export function retryAfterMs(headers: Headers, nowMs: number): number | undefined {
  const after = headers.get('retry-after');
  if (after !== null) {
    if (/^\d+(\.\d+)?$/.test(after.trim())) return Math.round(Number(after) * 1000);
    const date = Date.parse(after);
    if (!Number.isNaN(date)) return Math.max(0, date - nowMs);
  }
  const reset = Number(headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset') ?? Number.NaN);
  if (!Number.isFinite(reset) || reset < 0) return undefined;
  const epochSeconds = reset > 1_000_000_000;
  return epochSeconds ? Math.max(0, reset * 1000 - nowMs) : reset * 1000;
}

/** GitHub and others answer 403 when the rate limit is spent. */
export function isRateLimit(status: number, headers: Headers): boolean {
  if (status === 429) return true;
  return status === 403 && (headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0');
}
