import type { CauseKind, EvidenceId } from '@incidentfox/incident';
import type { ScoredChange } from '../../changes/scored-change.ts';
import type { Scene } from '../../scene/scene.ts';
import type { Origin } from '../origins/origin.ts';

/** One way in which a service may have begun the trouble. */
export interface Cause {
  kind: CauseKind;
  /** A version, a pod, a node, a setting, a host. */
  object: string | null;
  /** 0..1: how well this kind fits what was seen of the service. */
  fit: number;
  trigger: EvidenceId | null;
  /** The change that is blamed, when one is. */
  change?: ScoredChange;
  /** Evidence for this kind in particular. */
  supports: EvidenceId[];
  contradicts: EvidenceId[];
}

export type CauseRule = (origin: Origin, scene: Scene) => Cause[];
