import type { Shift } from '../onset/shift.ts';

/** What speaks for a service being where the trouble began; every part is >= 0 and comparable between services. */
export interface OriginFeatures {
  /** Strongest own resource shift (cpu, memory, disk, saturation, restarts), as effect. */
  resource: number;
  /** Slowness of its own that its callees do not explain, as effect. */
  slowness: number;
  /** Errors of its own that its callees do not explain, as effect. */
  failures: number;
  /** Slow network between it and its callers (parent and child spans, client and server side), as effect. */
  network: number;
  /** Traffic that vanished or surged beyond what its callers explain, as effect. */
  traffic: number;
  /** New, surging and vanished log patterns, as effect. */
  logs: number;
  /** Share of its callers that are in trouble which it explains, 0..1. Not part of the score. */
  reach: number;
}

/** A service by how likely it is the origin. Best first in a ranking. */
export interface RankedOrigin {
  service: string;
  /** Comparable within one ranking. */
  score: number;
  features: OriginFeatures;
  /** The shifts that made the score, strongest first. */
  reasons: readonly Shift[];
  /** The largest share of its slowness or errors that callees account for, 0..1. */
  explainedShare: number;
  /** Callees that explain this service's own trouble; empty for an origin. */
  explainedBy: readonly string[];
}
