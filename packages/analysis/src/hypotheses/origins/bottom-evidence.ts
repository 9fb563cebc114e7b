import type { Symptom } from '../../scene/symptom.ts';
import { isDataStore } from '../../topology/is-data-store.ts';

/** What speaks for an origin because nothing below it could have done it; each 0..1. */
export interface BottomEvidence {
  /** It keeps data for others, so it calls nobody, and is slow or fails itself. */
  slowStore: number;
  /** The same where nobody knows who calls whom: of those in trouble it is the one that calls no other. */
  slowStoreUncharted: number;
  /** It keeps data for others and ran short of something, as far as it is not slow. */
  shortStore: number;
  /** It ran short of memory or disk, or started anew, where nobody knows who calls whom: slow callees do not do that. */
  shortUncharted: number;
}

/** Unlike CPU and pools, these do not follow from what others do. */
const ownShortage: ReadonlySet<Symptom['what']> = new Set(['memory', 'disk', 'restarts']);

const strongest = (symptoms: readonly Symptom[]): number => Math.max(0, ...symptoms.map(({ strength }) => strength));

/** `isUncharted`: nothing but complaints in logs says who calls whom. */
export function bottomEvidence(
  { service, own, calls }: { service: string; own: readonly Symptom[]; calls: readonly Symptom[] },
  isUncharted: boolean,
): BottomEvidence {
  const slow = strongest(calls.filter(({ what }) => what === 'latency' || what === 'errors'));
  const isStore = isDataStore(service);
  return {
    slowStore: isStore ? slow : 0,
    slowStoreUncharted: isStore && isUncharted ? slow : 0,
    shortStore: isStore ? (1 - slow) * strongest(own) : 0,
    shortUncharted: isUncharted ? strongest(own.filter(({ what }) => ownShortage.has(what))) : 0,
  };
}
