import type { QuestionRun } from '../answering/question-run.ts';

/** Who waits for a request: a question with its caps and counters, or a check with a signal only. */
export type Requester = Pick<QuestionRun, 'signal'> & Partial<QuestionRun>;

/** What every request that only reads hands to the HTTP client on behalf of its reader. */
export function readOptions(reader: Requester) {
  return {
    retry: true,
    signal: reader.signal,
    ...(reader.meter === undefined ? {} : { meter: reader.meter }),
    ...(reader.caps === undefined ? {} : { maxBytes: reader.caps.bytes }),
  };
}
