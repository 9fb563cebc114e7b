import type { CauseKind, Observations, Verdict } from '@incidentfox/incident';
/** Observations as production would bring them, and what a careful engineer would conclude. */
export interface Scenario {
  name: string;
  observations: () => Observations;
  truth: {
    verdict: Verdict;
    /** Any of these services is a right answer. */
    services?: string[];
    /** Any of these kinds is a right answer. */
    kinds?: CauseKind[];
    object?: string;
    /** Words that must stand in what was ruled out. */
    ruledOut?: RegExp;
    /** Services that must not be named as the cause. */
    innocent?: string[];
    recovered?: boolean;
    maxConfidence?: number;
  };
}
//# sourceMappingURL=scenario.d.ts.map
