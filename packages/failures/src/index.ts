export { Failure, type FailureKind, kindsToRetry } from './failure.ts';
export { asFailure } from './as-failure.ts';
