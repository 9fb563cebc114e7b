import type { StandingFault } from '../../../src/kubernetes/faults/fault.ts';
import { findFaults } from '../../../src/kubernetes/faults/find-faults.ts';
import { aHealthyShop, type Shop, toSurroundings } from './healthy-shop.ts';

/** What is done to a healthy shop, and what has to be found then: nothing else may be. */
export interface FaultSituation {
  readonly what: string;
  alter(shop: Shop): void;
  /** Null: nothing may be found. */
  readonly found: {
    kind: StandingFault['kind'];
    object: string;
    since: number | undefined;
    says: RegExp;
    command: string;
  } | null;
}

export function playsFault({ alter, found }: FaultSituation): void {
  const shop = aHealthyShop();
  alter(shop);
  const faults = findFaults(toSurroundings(shop));
  if (found === null) {
    expect(faults).toEqual([]);
    return;
  }
  const { says, ...expected } = found;
  expect(faults).toEqual([expect.objectContaining({ ...expected, message: expect.stringMatching(says) })]);
}
