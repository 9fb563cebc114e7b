import type { ScoredChange } from '../../changes/scored-change.ts';
import type { Symptom } from '../../scene/symptom.ts';

/** A service as the place where the trouble began, with the evidence for it. */
export interface Origin {
  service: string;
  /** Comparable within one scene. */
  score: number;
  /** 0..1, its place in the ranking by metrics, logs and topology. */
  rankShare: number;
  /** What happened inside it. */
  own: readonly Symptom[];
  /** Slow or failing calls of it. */
  calls: readonly Symptom[];
  /** Complaints of other services that name it. */
  named: readonly Symptom[];
  change: ScoredChange | null;
  /** Callees in trouble that explain its own failing calls. */
  explainedBy: readonly string[];
}
