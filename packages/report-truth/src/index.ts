/** Compares every claim of a finished report with the observations it was made from, without the engine's help. */
export { checkReport } from './check-report.ts';
export { type CheckedClaim, type ClaimKind, claimKinds } from './claim.ts';
