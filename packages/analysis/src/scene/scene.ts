import type { Observations } from '@incidentfox/incident';
import type { Attribution } from '../attribution/index.ts';
import type { ScoredChange } from '../changes/scored-change.ts';
import type { EvidenceBook } from '../evidence/evidence-book.ts';
import type { LogPattern } from '../log-patterns/log-pattern.ts';
import type { Shift } from '../onset/shift.ts';
import type { RankedOrigin } from '../ranking/ranked-origin.ts';
import type { CallGraph } from '../topology/call-graph.ts';
import type { Onset } from './find-onset.ts';
import type { Symptom } from './symptom.ts';

/** Everything that was read out of the observations: what hypotheses are made from. */
export interface Scene {
  observations: Observations;
  graph: CallGraph;
  shifts: readonly Shift[];
  patterns: readonly LogPattern[];
  symptoms: readonly Symptom[];
  symptomsOf: (service: string) => readonly Symptom[];
  ranking: readonly RankedOrigin[];
  changes: readonly ScoredChange[];
  /** Which values of which labels hold the failed or slow requests of services, strongest first. */
  where: readonly Attribution[];
  onset: Onset | null;
  /** Until when all was normal, epoch ms. */
  normalUntil: number;
  /** It had begun when the examined stretch begins: whoever looks further back sees more. */
  beganBefore: boolean;
  /** When the trouble was over, epoch ms; null while it goes on. */
  recoveredAt: number | null;
  book: EvidenceBook;
}
