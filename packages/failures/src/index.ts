export { asFailure } from './as-failure.ts';
export { Failure, type FailureKind, kindsToRetry } from './failure.ts';
