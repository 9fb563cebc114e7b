import type { Naming } from './namings.ts';

/** A naming with the names of all metrics that exist under it. */
export interface Seen extends Naming {
  readonly metrics: ReadonlySet<string>;
}
