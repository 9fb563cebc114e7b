import { dimensionOf } from '@incidentfox/incident';
import type { RowMask, Table } from './table.ts';

/** Pods of a service that have the values looked for, of all that served in the time of trouble. */
export interface PodCount {
  readonly within: number;
  readonly of: number;
}

/** Null where the counts do not tell pods apart. */
export function podsWithin(table: Table, mask: RowMask): PodCount | null {
  const label = table.bad.labels.find((one) => dimensionOf(one) === 'pod');
  if (label === undefined) return null;
  const { values, ids } = table.column(label);
  const [within, all] = [new Set<number>(), new Set<number>()];
  for (let at = 0; at < table.rows; at += 1) {
    const id = ids[at] as number;
    if (values[id] === '' || table.inTrouble[at] === 0) continue;
    all.add(id);
    if (mask === null || mask[at] === 1) within.add(id);
  }
  return all.size < 2 ? null : { within: within.size, of: all.size };
}
