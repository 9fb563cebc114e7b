import type { Hits } from './measure.ts';
import type { Variant } from './variants.ts';

export interface MeasuredVariant {
  variant: Variant;
  hits: Hits;
}

/** Nearly equal choices keep a constant as it is. */
const minGain = 0.005;

/** Mean of the families' shares that are right first, without one family. */
export function worthWithout(hits: Hits, family: string): number {
  const others = Object.entries(hits).filter(([name]) => name !== family);
  return others.reduce((sum, [, { top1, faults }]) => sum + top1 / faults, 0) / Math.max(1, others.length);
}

/** For one family, every constant at the value under which the other families fare best. */
export function chosenWithout(family: string, base: MeasuredVariant, all: readonly MeasuredVariant[]): Variant {
  const asItIs = worthWithout(base.hits, family);
  const best = new Map<string, { value: number; worth: number }>();
  for (const { variant, hits } of all)
    for (const [constant, value] of Object.entries(variant.values)) {
      const worth = worthWithout(hits, family);
      if (worth > Math.max(asItIs + minGain, best.get(constant)?.worth ?? 0)) best.set(constant, { value, worth });
    }
  const values = Object.fromEntries([...best].map(([constant, { value }]) => [constant, value]));
  const name = Object.entries(values).map(([constant, value]) => `${constant} ${value}`);
  return { name: name.join(', ') || 'as they are', values };
}
