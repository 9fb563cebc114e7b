import type { Change } from '@incidentfox/incident';
import type { Alteration, AlterationKind } from '../../../patches/index.ts';
import type { Scene } from '../../../scene/scene.ts';
import { isDataStore } from '../../../topology/is-data-store.ts';
import type { Origin } from '../../origins/origin.ts';

/** What is altered in a caller, and done by the store. */
const inStore: ReadonlySet<AlterationKind> = new Set([
  'query',
  'query_in_loop',
  'index_removed',
  'column_removed',
  'table_removed',
  'migration',
  'pool',
  'batch_size',
  'concurrency',
  'cache_removed',
]);
const inTitle =
  /\b(?:quer(?:y|ies)|sql|index(?:es|ing)?|indices|migrat\w+|schema|(?:connection )?pools?|pool ?size|batch(?:es)?|bulk|backfill\w*|joins?)\b/i;

/**
 * What a change of a caller asks of the store in which the trouble began: a store does what it is asked, so the change is made
 * elsewhere and shows there. Null where it asks nothing of it, or where the store is not the origin.
 */
export function asksOfStore(
  { service, title }: Change,
  alteration: Alteration | null,
  { service: store, place }: Origin,
  { graph }: Scene,
): 'in its diff' | 'in its title' | null {
  if (service === null || place !== null || !isDataStore(store)) return null;
  if (!graph.callersOf(store).includes(service)) return null;
  if (alteration !== null) return inStore.has(alteration.kind) ? 'in its diff' : null;
  return inTitle.test(title) ? 'in its title' : null;
}
