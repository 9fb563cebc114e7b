import type { Asking } from './asking.ts';

/** Who waits for a request: a question with its caps and counters, or a check with a signal only. */
export type Reader = Pick<Asking, 'signal'> & Partial<Asking>;

/** What every request that only reads hands to the HTTP client on behalf of its reader. */
export function reading(reader: Reader) {
  return {
    retry: true,
    signal: reader.signal,
    ...(reader.meter === undefined ? {} : { meter: reader.meter }),
    ...(reader.caps === undefined ? {} : { maxBytes: reader.caps.bytes }),
  };
}
