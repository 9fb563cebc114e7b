import type { Dimension } from '@incidentfox/incident';

const places: ReadonlySet<Dimension> = new Set<Dimension>(['version', 'zone', 'node', 'pod']);

/** Whether it tells which of a service's pods are meant: a pod lies on one node, in one zone, and runs one version. */
export const isPlace = (dimension: Dimension): boolean => places.has(dimension);
