import type { Workload } from '../responses.schema.ts';
import type { LocatedKind } from './find-workload.ts';

/** The workload that runs a service. */
export interface LocatedWorkload {
  readonly kind: LocatedKind;
  /** What the cluster calls its kind: `Deployment`, `CloneSet`. */
  readonly kindName: string;
  readonly name: string;
  readonly namespace: string;
  /** Selects its pods, and the replica sets made for it. */
  readonly labelSelector: string;
  readonly workload: Workload;
}
