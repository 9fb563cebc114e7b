import type { Failure } from '@incidentfox/failures';
import type { AnswerFailure } from '@incidentfox/incident';
import { maxMessageLength } from '../limits.ts';

/** A failure as it stands in an answer and in the record. */
export function toAnswerFailure(failure: Failure): AnswerFailure {
  return {
    kind: failure.kind,
    message: failure.message.slice(0, maxMessageLength),
    ...(failure.status === undefined ? {} : { http: failure.status }),
    ...(failure.retryAfterMs === undefined ? {} : { retryAfterMs: failure.retryAfterMs }),
  };
}
