import { asFailure, Failure, type FailureKind } from '@incidentfox/failures';

const kinds: readonly (readonly [RegExp, FailureKind])[] = [
  [/Throttl|TooManyRequests|RequestLimit|LimitExceeded/, 'rate_limited'],
  [/AccessDenied|UnauthorizedOperation|NotAuthorized/, 'forbidden'],
  [
    /UnrecognizedClient|InvalidClientToken|ExpiredToken|InvalidSignature|SignatureDoesNotMatch|MissingAuthentication|CredentialsProvider|IncompleteSignature/,
    'auth',
  ],
  [/NotFound/, 'not_found'],
  [/Validation|InvalidParameter|MalformedQuery|InvalidRequest|MissingParameter|ClientException/, 'bad_query'],
];

/** What the SDK throws, as a failure. AWS's message is kept: it names the missing permission. */
export function toFailure(thrown: unknown, name: string): Failure {
  if (thrown instanceof Failure) return thrown;
  if (!(thrown instanceof Error)) return asFailure(thrown, name);
  const status = (thrown as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  const kind = kinds.find(([pattern]) => pattern.test(thrown.name))?.[1];
  if (kind === undefined && status === undefined) return asFailure(thrown, name);
  return new Failure(kind ?? 'unavailable', `${name}: ${thrown.name}: ${thrown.message.slice(0, 300)}`, {
    status,
    cause: thrown,
  });
}
