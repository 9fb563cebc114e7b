import type { Inspection } from './inspection.ts';
import { networkInspections } from './network-inspections.ts';
import { machineInspections, platformInspections } from './platform-inspections.ts';
import { runtimeInspections } from './runtime-inspections.ts';
import { storeInspections } from './store-inspections.ts';

export const allInspections: readonly Inspection[] = [
  ...platformInspections,
  ...machineInspections,
  ...storeInspections,
  ...runtimeInspections,
  ...networkInspections,
];

/** Every name that an inspection needs. */
export const inspectedMetrics: ReadonlySet<string> = new Set(allInspections.flatMap(({ needs }) => needs));
