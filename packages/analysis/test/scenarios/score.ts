import type { Scenario } from './scenario.ts';

/** What a method says about one incident. */
export interface Claim {
  verdict: string;
  service: string | null;
  kind: string | null;
}

/**
 * 0..1 for one claim. A named cause earns half for the right service and half for the right kind, and nothing when nothing
 * is wrong or nothing can be known; abstaining or calling it healthy earns only where that is the truth.
 */
export function scoreClaim({ truth }: Scenario, claim: Claim): number {
  if (claim.verdict !== truth.verdict) return 0;
  if (truth.verdict !== 'root_cause') return 1;
  const isService = truth.services === undefined || truth.services.includes(claim.service ?? '');
  const isKind = truth.kinds === undefined || (truth.kinds as readonly string[]).includes(claim.kind ?? '');
  return (isService ? 0.5 : 0) + (isKind ? 0.5 : 0);
}

/** Mean over all scenarios. */
export const meanScore = (scenarios: readonly Scenario[], claimOf: (scenario: Scenario) => Claim): number =>
  scenarios.reduce((sum, scenario) => sum + scoreClaim(scenario, claimOf(scenario)), 0) / scenarios.length;
