/** The kinds of `@incidentfox/failures` as they stand in records; this package is pure and imports nothing of ours. */
export type AnswerFailureKind =
  | 'auth'
  | 'forbidden'
  | 'not_found'
  | 'bad_query'
  | 'conflict'
  | 'rate_limited'
  | 'timeout'
  | 'network'
  | 'unavailable'
  | 'contract'
  | 'config';
