import type { Verdict } from '@incidentfox/incident';

/** How sure the first of a ranking is, and which verdict that allows. */
export interface Assessment {
  /** `healthy` and `inconclusive` when the ranking should not be acted upon. */
  verdict: Verdict;
  /** Calibrated probability that the first is the origin, 0..0.95. */
  confidence: number;
  /** Independent kinds of telemetry (resource, latency, traffic, logs, network, changes, infra) that agree on the first. */
  sources: number;
}
