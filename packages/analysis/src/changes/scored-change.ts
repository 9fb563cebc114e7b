import type { Change } from '@incidentfox/incident';
import type { PatchReading } from '../patches/index.ts';

/** Why a change cannot be blamed for the trouble. `unattributed`: nobody can say that it touched its service. */
export type Exclusion = 'after_onset' | 'unrelated' | 'unattributed' | 'failed_to_start';

/** A change, weighed against the moment trouble began. */
export interface ScoredChange {
  change: Change;
  /** Other sightings of the same change (a merge, a pipeline, a rollout), earliest first. */
  sightings: readonly Change[];
  /** From the change to the onset; negative when it came after. */
  leadMs: number;
  scope: 'same_service' | 'dependency' | 'shared_node' | 'environment' | 'unrelated';
  /** 0..1: how well it explains trouble that began at the onset in its service. 0 when ruled out. */
  strength: number;
  /** The parts of the strength, each 0..1. */
  parts: { time: number; scope: number; kind: number; rarity: number; says: number };
  /** What its diff does; null when no source told the diff. */
  reading: PatchReading | null;
  /** Changes a day of this service in normal times, when its history is known. */
  perDay: number | null;
  exclusion: Exclusion | null;
  /** A rollback of it, after which the trouble ended. Epoch ms of the rollback. */
  undoneAt: number | null;
  undoneBy: Change | null;
  /** What was last rolled out of the same service after it, whatever became of the trouble: the one step that going back takes. */
  rolledOutSince: Change | null;
  /** What took it back, itself or along with others, whatever became of the trouble: nobody is told to do so again. */
  takenBackBy: Change | null;
}
