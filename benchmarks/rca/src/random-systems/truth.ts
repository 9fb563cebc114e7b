import type { CauseKind, Observations } from '@incidentfox/incident';
import type { FamilyName } from './faults/families.ts';
import type { KnowledgeProfile } from './knowledge.ts';

/** What really happened. Only the scorer sees it. */
export interface SystemTruth {
  /** Names of services, hosts, machines or zones that count as right. Empty when nothing is wrong. */
  culprit: readonly string[];
  kind: CauseKind;
  /** Id of the change that did it; null when no change did. */
  guiltyChange: string | null;
  /** Services that are slow or failing because of the culprit. */
  victims: readonly string[];
  healthy: boolean;
  /** Whether several depend on the culprit: a store, a queue, DNS, a machine, a zone, an outside host. */
  isSharedCause: boolean;
  /** Whether a name of the culprit stands anywhere in what was observed. */
  isVisible: boolean;
  /** Epoch ms; null when nothing is wrong. */
  onset: number | null;
}

/** One random system with one story. */
export interface RandomSystem {
  id: string;
  family: FamilyName;
  profile: KnowledgeProfile;
  observations: Observations;
  truth: SystemTruth;
}
