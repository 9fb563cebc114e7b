import type { BreakdownRow } from '@incidentfox/incident';
import type { VectorSample } from '../responses.schema.ts';

/** Both answers as one list of rows; a group that only one of them has counts as nothing in the other. */
export function toRows(
  labels: readonly string[],
  inTrouble: readonly VectorSample[],
  normally: readonly VectorSample[],
): BreakdownRow[] {
  const rows = new Map<string, BreakdownRow>();
  const add = ({ metric, value: [, count] }: VectorSample, side: 'inTrouble' | 'normally') => {
    const values = labels.map((label) => metric[label] ?? '');
    const key = JSON.stringify(values);
    let row = rows.get(key);
    if (row === undefined) {
      row = {
        labels: Object.fromEntries(labels.map((label, at) => [label, values[at] ?? ''])),
        inTrouble: 0,
        normally: 0,
      };
      rows.set(key, row);
    }
    // Differences of two counters may fall a little below nothing.
    row[side] += Math.max(0, count ?? 0);
  };
  for (const sample of inTrouble) add(sample, 'inTrouble');
  for (const sample of normally) add(sample, 'normally');
  return [...rows.values()].filter((row) => row.inTrouble > 0 || row.normally > 0);
}
