import type { Naming } from './namings.ts';

/** A naming with the names of all metrics that exist under it. */
export interface SeenNaming extends Naming {
  readonly metrics: ReadonlySet<string>;
}
