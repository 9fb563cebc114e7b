/** Compares every claim of a finished report with the observations it was made from, without the engine's help. */
export { checkReport } from './check-report.ts';
export { type Claim, type ClaimKind, claimKinds } from './claim.ts';
