export { asFailure } from './as-failure.ts';
export { Failure, type FailureKind, failureKinds, kindsToRetry } from './failure.ts';
