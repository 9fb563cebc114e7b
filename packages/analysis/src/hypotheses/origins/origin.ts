import type { ScoredChange } from '../../changes/scored-change.ts';
import type { Symptom } from '../../scene/symptom.ts';
import type { OriginEvidence } from './origin-evidence.ts';

/** What is no service of the catalogue or the telemetry and can still be where trouble began. */
export interface Place {
  kind: 'node' | 'zone' | 'host' | 'name_server';
  name: string;
}

/** A service or place where the trouble may have begun, with the evidence for it. */
export interface Origin {
  /** For a place: the affected service that suffers from it, else the first one. */
  service: string;
  place: Place | null;
  /** Probability that this is where it began, 0..1; of all origins and of what was not seen it sums to one. */
  probability: number;
  evidence: OriginEvidence;
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
