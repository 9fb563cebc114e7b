import { isOneOf, matches, quoted } from '../queries.ts';
import type { FailedRequests } from './request-family.ts';

/** Names of gRPC's codes that are the server's fault, as libraries write them. */
const grpcNames =
  'Unknown|DeadlineExceeded|Internal|Unavailable|DataLoss|ResourceExhausted|UNKNOWN|DEADLINE_EXCEEDED|INTERNAL|UNAVAILABLE|DATA_LOSS|RESOURCE_EXHAUSTED';
/** The same codes as numbers. */
const grpcNumbers = '2|4|8|13|14|15';
const words =
  '(?i:errors?|failed|failure|fault|exception|server_?errors?|internal_?error|time_?out|timed_?out|crashed|status_code_error)';

/** A status of HTTP, whether spelled out or as a class (`5xx`). */
export const serverError = (label: string): FailedRequests => ({ label, is: '5..' });
export const grpcError = (label: string): FailedRequests => ({ label, is: `${grpcNames}|${grpcNumbers}` });
const anyError = (label: string): FailedRequests => ({ label, is: `5..|${grpcNames}|${words}` });

/** Labels that hold outcomes and the values that mean failure, most outspoken first. */
export const usualOutcomes: readonly FailedRequests[] = [
  ...['http_response_status_code', 'http_status_code', 'http_status'].map(serverError),
  ...['rpc_grpc_status_code', 'rpc_response_status_code', 'grpc_code', 'grpc_status', 'grpc_response_status'].map(
    grpcError,
  ),
  ...['status_code', 'code', 'status', 'response_code'].map(anyError),
  ...['envoy_response_code_class', 'response_code_class', 'status_class', 'code_class'].map(
    (label): FailedRequests => ({ label, is: '5|5xx|5XX' }),
  ),
  ...['classification', 'outcome', 'result', 'otel_status_code'].map(anyError),
  { label: 'success', is: '(?i:false|0|no)' },
  ...['error', 'failed', 'is_error'].map((label): FailedRequests => ({ label, is: '(?i:true|1|yes)' })),
  { label: 'error_type', isNot: '' },
  { label: 'exception', isNot: '(?i:none|null|)' },
  { label: 'exception_type', isNot: '(?i:none|null|)' },
];

/** The matchers that leave only the failed ones. */
export function failedMatchers({ label, is, isNot }: FailedRequests): string[] {
  if (label === undefined) return [];
  if (is !== undefined) return [/^\w+$/.test(is) ? isOneOf(label, [is]) : matches(label, is)];
  return isNot === undefined ? [] : [isNot === '' ? `${label}!=""` : `${label}!~${quoted(isNot)}`];
}
