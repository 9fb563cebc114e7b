import type { Verdict } from '@incidentfox/incident';

/** One line of output, as the scorer reads it. Changes are named by commit sha, flags as `flag:NAME`. */
export interface ChangePrediction {
  id: string;
  verdict: Verdict;
  confidence: number;
  /** The blamed service; null when nothing is named. */
  service: string | null;
  /** The blamed thing that is no service: a node, database, host. */
  object: string | null;
  /** The blamed change; null when the cause is no change or none is named. */
  change: string | null;
  /** Changes offered as possible, best first. */
  changes: readonly string[];
  /** What a recommended action would undo. */
  rollback: string | null;
  ranking: readonly { service: string; score: number }[];
  took_ms: number;
}
